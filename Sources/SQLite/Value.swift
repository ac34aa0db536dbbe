internal import CSQLite

/// What a parameter is bound to: SQLite's five storage classes.
package enum Value: Sendable, Equatable {
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  case null

  package static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
  package static func boolean(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
  package static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
  package static func integer(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
}

extension Value {
  /// SQLITE_TRANSIENT: SQLite takes a copy before the call returns. The macro is a cast that Swift cannot
  /// import.
  private static var transient: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .integer(let value):
      return unsafe sqlite3_bind_int64(statement, index, value)
    case .real(let value):
      return unsafe sqlite3_bind_double(statement, index, value)
    case .text(var value):
      // The length is given, so a NUL inside neither ends the text nor splits it.
      return value.withUTF8 { utf8 in
        // A null pointer would bind NULL, and an empty buffer may have one.
        guard let start = utf8.baseAddress else {
          return unsafe sqlite3_bind_text(statement, index, "", 0, Self.transient)
        }
        return unsafe start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
          unsafe sqlite3_bind_text64(
            statement, index, $0, UInt64(utf8.count), Self.transient, UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let value):
      return unsafe value.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, bytes.count > 0 else {
          return unsafe sqlite3_bind_zeroblob(statement, index, 0)
        }
        return unsafe sqlite3_bind_blob64(statement, index, start, UInt64(bytes.count), Self.transient)
      }
    case .null:
      return unsafe sqlite3_bind_null(statement, index)
    }
  }
}
