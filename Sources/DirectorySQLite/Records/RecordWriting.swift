internal import Directory
internal import SQLite

/// Writes the rows of records, inside the caller's transaction. The caller validates each record before, and
/// indexes it for search after.
extension Connection {
  /// Inserts or updates a row and returns its id. The statement itself returns the id, since SQLite doesn't
  /// change lastInsertedID if an upsert updates a row.
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
    _ member: DirectoryDocument.Member, kind: Int64?, area: Int64?,
    topics: [(id: Int64, relation: TopicRelation)], alphabet: Alphabet, today: String
  ) throws(DirectoryError) -> Int64 {
    let statements = MemberColumn.statements
    let references = MemberReferences(
      kind: kind, area: area, topics: topics, alphabet: alphabet, today: today)
    return try upsert(statements, statements.written.map { $0.value(of: member, references) })
  }

  /// Writes only the columns on which no index and no trigger depends. Unlike an upsert, this UPDATE opens no
  /// savepoint, at which FTS5 would write out its pending entries.
  func correct(_ member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    try run(
      MemberColumn.correction,
      MemberColumn.corrected.map { $0.value(of: member, .none) } + [.integer(id)])
  }
}
