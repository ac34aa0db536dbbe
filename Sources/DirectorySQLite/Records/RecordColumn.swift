internal import SQLite

/// A column that the statements about one type of record read or write. The raw value is the column's place
/// in the SELECT, so the statement and the code that reads its rows cannot disagree. Columns that are only
/// written come last.
protocol RecordColumn: CaseIterable, RawRepresentable, Equatable, Sendable where RawValue == Int32 {
  /// The expression that the SELECT reads, such as `t.slug`; nil if the column is only written.
  var read: SQL? { get }
  /// The name that an INSERT writes, such as `slug`; nil if the column is only read.
  var written: SQL? { get }
}

/// The statements of a table, composed from its columns. They are composed once because composing copies the
/// text.
struct RecordStatements<Column: RecordColumn>: Sendable {
  /// `SELECT` and the columns; a FROM clause follows.
  let select: SQL
  /// The number of columns that `select` reads.
  let readCount: Int
  /// The columns that `upsert` writes, in the order of its parameters.
  let written: [Column]
  /// Inserts a row, or updates the row with the same key, and returns its id.
  let upsert: SQL

  /// - Parameter key: the column by which an existing row is found.
  init(_ table: SQL, key: Column) {
    let read = Column.allCases.compactMap(\.read)
    select = .phrase("SELECT", .list(read))
    readCount = read.count
    written = Column.allCases.filter { $0.written != nil }
    let names = written.compactMap(\.written)
    let updates = written.filter { $0 != key }.compactMap(\.written).map { $0 + " = excluded." + $0 }
    upsert = .phrase(
      "INSERT INTO", table, "(" + .list(names) + ")", "VALUES", "(" + .list(names.map { _ in "?" }) + ")",
      "ON CONFLICT", "(" + (key.written ?? "id") + ")", "DO UPDATE SET", .list(updates), "RETURNING id")
  }
}

extension Row {
  func isNull(_ column: some RecordColumn) -> Bool { isNull(column.rawValue) }
  func integer(_ column: some RecordColumn) -> Int64 { integer(column.rawValue) }
  func optionalInteger(_ column: some RecordColumn) -> Int64? { optionalInteger(column.rawValue) }
  func boolean(_ column: some RecordColumn) -> Bool { boolean(column.rawValue) }
  func text(_ column: some RecordColumn) -> String { text(column.rawValue) }
  func optionalText(_ column: some RecordColumn) -> String? { optionalText(column.rawValue) }
}
