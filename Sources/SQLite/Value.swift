internal import CSQLite

/// A value of one of SQLite's five storage classes, to which a parameter is bound.
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
  /// SQLITE_TRANSIENT, with which SQLite copies the value before the call returns. The macro is a cast, which
  /// Swift can't import.
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
      // The length is passed, so a NUL inside the text doesn't end it.
      return value.withUTF8 { utf8 in
        // An empty buffer may have a null pointer, which SQLite would bind as NULL.
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
