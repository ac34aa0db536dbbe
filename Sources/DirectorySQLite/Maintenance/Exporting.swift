internal import Directory
internal import SQLite

/// Exports the directory inside the caller's transaction. Everything is sorted by slug, so that two exports
/// of the same data have the same bytes, in whatever order the data was written.
extension Connection {
  /// The number of records that one query reads. 200 members have about 500 kB.
  private static let exportedAtOnce: Int64 = 200

  /// Passes each record of the type, or of all types, to `receive`, until that returns false.
  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    guard var organisation = try organisation() else {
      throw .unavailable("the directory is empty: there is nothing to export")
    }
    organisation.translations = try translations(of: .organisation)
    let types = type.map { [$0] } ?? RecordType.allCases
    for type in types {
      guard try export(all: type, organisation, to: receive) else { return }
    }
    guard type == nil else { return }
    for former in try allFormerSlugs() where !receive(.former(former)) { return }
  }

  /// Returns false if `receive` has returned false.
  private func export(
    all type: RecordType, _ organisation: Organisation, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError) -> Bool {
    switch type {
    case .organisation: return receive(.record(.organisation(organisation)))
    case .office:
      return try inPieces(
        .phrase(
          OfficeColumn.statements.select, "FROM offices AS o", Self.officeJoins,
          "WHERE o.slug > ? ORDER BY o.slug LIMIT ?"),
        { .office(DirectoryDocument.Office(Self.office($0))) }, to: receive)
    case .contact:
      return try inPieces(
        .phrase(
          ContactColumn.statements.select, "FROM contacts AS p", Self.contactJoins,
          "WHERE p.slug > ? ORDER BY p.slug LIMIT ?"),
        { .contact(DirectoryDocument.Contact(Self.contact($0, isStaff: true))) }, to: receive)
    case .memberKind:
      return try inPieces(
        .phrase(
          MemberKindColumn.statements.select, "FROM member_kinds WHERE slug > ? ORDER BY slug LIMIT ?"),
        { .memberKind(Self.memberKind($0)) }, to: receive)
    case .topicKind:
      return try inPieces(
        .phrase(TopicKindColumn.statements.select, "FROM topic_kinds WHERE slug > ? ORDER BY slug LIMIT ?"),
        { .topicKind(Self.topicKind($0)) }, to: receive)
    case .field: return try exportFields(to: receive)
    case .area: return try inPieces(Self.exportedAreas, { .area(Self.area($0)) }, to: receive)
    case .county: return try inPieces(Self.exportedCounties, { .county(Self.area($0)) }, to: receive)
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

  private func exportFields(to receive: (ExportItem) -> Bool) throws(DirectoryError) -> Bool {
    for field in try allFields() where !receive(.record(.field(field))) { return false }
    return true
  }

  private func exportMembers(to receive: (ExportItem) -> Bool) throws(DirectoryError) -> Bool {
    let bytes = MemberBytes(isStaff: true)
    // Everything is read in one transaction, so what members refer to doesn't change.
    let cache = VocabularyCache()
    return try inPieces(
      { after throws(DirectoryError) in
        var members: [DirectoryRecord] = []
        try forEach(Self.exportedMembers, [.text(after), .integer(Self.exportedAtOnce)]) {
          row throws(DirectoryError) in
          try bytes.take(row, cache: cache, in: self)
          members.append(.member(DirectoryDocument.Member(Member(bytes))))
        }
        return members
      }, to: receive)
  }

  private static let exportedMembers: SQL = .phrase(
    MemberColumn.statements.select, "FROM members AS m WHERE m.slug > ? ORDER BY m.slug LIMIT ?")

  /// Calls `piece` with the slug of the last record that it returned, until it returns no record.
  private func inPieces(
    _ piece: (_ after: String) throws(DirectoryError) -> [DirectoryRecord], to receive: (ExportItem) -> Bool
  ) throws(DirectoryError) -> Bool {
    var after = ""
    while true {
      var records = try piece(after)
      try translate(&records)
      guard let last = records.last else { return true }
      for record in records where !receive(.record(record)) { return false }
      after = last.key.slug
    }
  }

  /// Adds their translations to records of one type.
  private func translate(_ records: inout [DirectoryRecord]) throws(DirectoryError) {
    // Those of members are read with them.
    guard let type = records.first?.key.type, type != .member else { return }
    let found = try translations(of: type, records.map(\.key.slug))
    guard !found.isEmpty else { return }
    for index in records.indices { records[index].translations = found[records[index].key.slug] ?? .none }
  }
}
