internal import Directory
internal import SQLite

/// Writes records into their rows, inside the caller's transaction. The caller has validated each record, and
/// indexes it for search.
extension Connection {
  /// Writes a row by the statements of its table and returns its id. SQLite doesn't move lastInsertedID if an
  /// upsert updates, so the statement returns the id.
  func upsert<Column>(
    _ statements: RecordStatements<Column>, _ values: [Value]
  ) throws(DirectoryError) -> Int64 {
    guard let id = try first(statements.upsert, values, { $0.integer(0) }) else {
      throw .unavailable("an upsert returned no row")
    }
    return id
  }

  /// Writes the member's row; a trigger updates member_topics.
  func put(
    _ member: DirectoryDocument.Member, kind: Int64?, county: Int64?, topics: [Int64]
  ) throws(DirectoryError) -> Int64 {
    let statements = MemberColumn.statements
    let references = MemberReferences(kind: kind, county: county, topics: topics)
    return try upsert(statements, statements.written.map { $0.value(of: member, references) })
  }

  /// Writes only the columns that no index and no trigger depends on. An UPDATE also opens no savepoint, as
  /// an upsert does; FTS5 would write out what it has gathered at each savepoint.
  func correct(_ member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    try run(
      MemberColumn.correction,
      MemberColumn.corrected.map { $0.value(of: member, .none) } + [.integer(id)])
  }
}
