internal import CSQLite

/// The current row of a statement. It can't be copied, so it can't be used after the statement's next step.
///
/// The first column is column 0. Reading a column that doesn't exist is undefined in SQLite
/// (https://www.sqlite.org/c3ref/column_blob.html), so each method checks the number and returns what it
/// returns for NULL.
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

  /// Returns 0 for NULL.
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

  /// Returns the empty string for NULL.
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

  /// Appends the UTF-8 of a text, or nothing for NULL. Returns the range of what was appended.
  package func append(text column: Int32, to bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    unsafe withUnsafeText(column) { unsafe bytes.append(contentsOf: $0) }
    return start..<bytes.count
  }

  /// Appends the bytes of a blob, or nothing for NULL. Returns the range of what was appended.
  package func append(blob column: Int32, to bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    unsafe withUnsafeBlob(column) { unsafe bytes.append(contentsOf: $0) }
    return start..<bytes.count
  }

  /// Returns the UTF-8 of a text, or no bytes for NULL.
  package func bytes(_ column: Int32) -> [UInt8] {
    unsafe withUnsafeText(column) { unsafe Array($0) }
  }

  /// Calls the closure with the UTF-8 of a text, which isn't copied and is valid only inside the closure.
  package func withText<Result>(_ column: Int32, _ body: (RawSpan) -> Result) -> Result {
    unsafe withUnsafeText(column) { body(unsafe $0.bytes) }
  }

  /// Reads the text before its length, since "the safest policy is to invoke sqlite3_column_text() followed
  /// by sqlite3_column_bytes()". In the other order a conversion could make the length wrong.
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
