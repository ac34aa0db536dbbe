internal import CSQLite

/// The row that a statement stands on. It cannot be copied, so it cannot outlive its step.
///
/// Columns count from 0; https://www.sqlite.org/c3ref/column_blob.html says that reading a column that is
/// not there is undefined, so each reader checks its number and answers as for NULL.
@safe package struct Row: ~Copyable {
  private let statement: OpaquePointer
  private let columns: Int32

  init(statement: OpaquePointer, columns: Int32) {
    unsafe self.statement = statement
    self.columns = columns
  }

  private func holds(_ column: Int32) -> Bool { column >= 0 && column < columns }

  package func isNull(_ column: Int32) -> Bool {
    guard holds(column) else { return true }
    return unsafe sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  /// 0 for NULL.
  package func integer(_ column: Int32) -> Int64 {
    guard holds(column) else { return 0 }
    return unsafe sqlite3_column_int64(statement, column)
  }

  package func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  package func boolean(_ column: Int32) -> Bool { integer(column) != 0 }

  package func real(_ column: Int32) -> Double {
    guard holds(column) else { return 0 }
    return unsafe sqlite3_column_double(statement, column)
  }

  /// The empty string for NULL.
  package func text(_ column: Int32) -> String {
    unsafe withUnsafeText(column) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  package func optionalText(_ column: Int32) -> String? {
    isNull(column) ? nil : text(column)
  }

  package func blob(_ column: Int32) -> [UInt8] {
    unsafe withUnsafeBlob(column) { unsafe Array($0) }
  }

  package func value(_ column: Int32) -> Value {
    guard holds(column) else { return .null }
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(integer(column))
    case SQLITE_FLOAT: return .real(real(column))
    case SQLITE_TEXT: return .text(text(column))
    case SQLITE_BLOB: return .blob(blob(column))
    default: return .null
    }
  }

  /// Appends the text's UTF-8 to what a caller gathers, nothing for NULL, and answers where it is.
  package func append(text column: Int32, to octets: inout [UInt8]) -> Range<Int> {
    let start = octets.count
    unsafe withUnsafeText(column) { unsafe octets.append(contentsOf: $0) }
    return start..<octets.count
  }

  package func append(blob column: Int32, to octets: inout [UInt8]) -> Range<Int> {
    let start = octets.count
    unsafe withUnsafeBlob(column) { unsafe octets.append(contentsOf: $0) }
    return start..<octets.count
  }

  /// The text's UTF-8; empty for NULL.
  package func octets(_ column: Int32) -> [UInt8] {
    unsafe withUnsafeText(column) { unsafe Array($0) }
  }

  /// SQLite's own UTF-8, not copied: valid inside the closure.
  package func withText<Result>(_ column: Int32, _ body: (RawSpan) -> Result) -> Result {
    unsafe withUnsafeText(column) { body(unsafe $0.bytes) }
  }

  /// SQLite's own bytes, not copied: valid inside the closure.
  package func withBlob<Result>(_ column: Int32, _ body: (RawSpan) -> Result) -> Result {
    unsafe withUnsafeBlob(column) { body(unsafe $0.bytes) }
  }

  /// "The safest policy is to invoke sqlite3_column_text() followed by sqlite3_column_bytes()": in the other
  /// order a conversion could invalidate the length.
  private func withUnsafeText<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard holds(column), let start = unsafe sqlite3_column_text(statement, column) else {
      return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let count = unsafe Int(sqlite3_column_bytes(statement, column))
    return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  private func withUnsafeBlob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard holds(column), let start = unsafe sqlite3_column_blob(statement, column) else {
      return unsafe body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let count = unsafe Int(sqlite3_column_bytes(statement, column))
    return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
