internal import Directory
internal import SQLite

/// The whole directory, inside the caller's transaction; everything by slug, so that two exports of the same
/// data are the same octets whatever the order it was written in.
extension Connection {
  /// Members of one query: some 500 kB of them, and few enough queries.
  private static let exportedAtOnce: Int64 = 200

  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    guard let organisation = try organisation() else {
      throw .unavailable("the directory is empty: there is nothing to export")
    }
    let types = type.map { [$0] } ?? RecordType.allCases
    for type in types {
      guard try export(all: type, organisation, to: receive) else { return }
    }
    guard type == nil else { return }
    for former in try allFormerSlugs() where !receive(.former(former)) { return }
  }

  /// False where the receiver wants no more.
  private func export(
    all type: RecordType, _ organisation: Organisation, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError) -> Bool {
    switch type {
    case .organisation: return receive(.record(.organisation(organisation)))
    case .office:
      return try inPieces(
        .phrase(
          OfficeColumn.statements.select, "FROM offices AS o WHERE o.slug > ? ORDER BY o.slug LIMIT ?"),
        { .office(Self.office($0)) }, to: receive)
    case .contact:
      return try inPieces(
        .phrase(
          ContactColumn.statements.select, "FROM contacts AS p", Self.contactJoins,
          "WHERE p.slug > ? ORDER BY p.slug LIMIT ?"),
        { .contact(DirectoryDocument.Contact(Self.contact($0, isStaff: true))) }, to: receive)
    case .county:
      return try inPieces(
        .phrase(CountyColumn.statements.select, "FROM counties WHERE slug > ? ORDER BY slug LIMIT ?"),
        { .county(Self.county($0)) }, to: receive)
    case .topic:
      return try inPieces(
        .phrase(
          TopicColumn.statements.select, "FROM topics AS t", Self.topicJoins,
          "WHERE t.slug > ? ORDER BY t.slug LIMIT ?"),
        { .topic(DirectoryDocument.Topic(Self.topic($0))) }, to: receive)
    case .member: return try exportMembers(to: receive)
    }
  }

  private func inPieces(
    _ sql: SQL, _ record: (borrowing Row) -> DirectoryRecord, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError) -> Bool {
    try inPieces(
      { after throws(DirectoryError) in
        try map(sql, [.text(after), .integer(Self.exportedAtOnce)], record)
      }, to: receive)
  }

  private func exportMembers(to receive: (ExportItem) -> Bool) throws(DirectoryError) -> Bool {
    let octets = MemberBytes()
    // All is read in one transaction.
    let cache = VocabularyCache()
    return try inPieces(
      { after throws(DirectoryError) in
        var members: [DirectoryRecord] = []
        try forEach(Self.exportedMembers, [.text(after), .integer(Self.exportedAtOnce)]) {
          row throws(DirectoryError) in
          try octets.take(row, cache: cache, in: self)
          members.append(.member(DirectoryDocument.Member(Member(octets))))
        }
        return members
      }, to: receive)
  }

  private static let exportedMembers: SQL = .phrase(
    MemberColumn.statements.select, "FROM members AS m WHERE m.slug > ? ORDER BY m.slug LIMIT ?")

  private func inPieces(
    _ piece: (_ after: String) throws(DirectoryError) -> [DirectoryRecord], to receive: (ExportItem) -> Bool
  ) throws(DirectoryError) -> Bool {
    var after = ""
    while true {
      let records = try piece(after)
      guard let last = records.last else { return true }
      for record in records where !receive(.record(record)) { return false }
      after = last.key.slug
    }
  }
}
