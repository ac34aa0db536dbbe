internal import Directory
internal import SQLite

/// The columns of a topic and of its broader topic.
enum TopicColumn: Int32, RecordColumn {
  case id, slug, name, kind, summary, memberCount, broaderSlug, broaderName, broaderKind
  case sortKey

  static let statements = RecordStatements<TopicColumn>("topics", key: .slug)

  var read: SQL? {
    switch self {
    case .id: "t.id"
    case .memberCount: "t.member_count"
    case .broaderSlug: "b.slug"
    case .broaderName: "b.name"
    case .broaderKind: "b.kind"
    case .summary: "ifnull(t.summary, '')"
    case .sortKey: nil
    default: written.map { "t." + $0 }
    }
  }

  var written: SQL? {
    switch self {
    case .id, .memberCount, .broaderSlug, .broaderName, .broaderKind: nil
    case .slug: "slug"
    case .name: "name"
    case .kind: "kind"
    case .summary: "summary"
    case .sortKey: "sort_key"
    }
  }

  func value(of topic: DirectoryDocument.Topic, _ alphabet: Alphabet) -> Value {
    switch self {
    case .id, .memberCount, .broaderSlug, .broaderName, .broaderKind: .null
    case .slug: .text(topic.slug)
    case .name: .text(topic.name)
    case .kind: .text(topic.kind)
    case .summary: .text(topic.summary)
    case .sortKey: .blob(CollationKey.make(topic.name, alphabet))
    }
  }
}

extension Connection {
  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try page(query, of: .topics, item: Self.topic)
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try first(Self.topicBySlug, [.text(slug)], Self.topic)
  }

  static let topicJoins: SQL = "LEFT JOIN topics AS b ON b.id = t.broader_id"
  private static let topicBySlug: SQL = .phrase(
    TopicColumn.statements.select, "FROM topics AS t", topicJoins, "WHERE t.slug = ?")

  /// Reads a row of `TopicColumn`.
  static func topic(_ row: borrowing Row) -> Topic {
    Topic(
      slug: row.text(TopicColumn.slug), name: row.text(TopicColumn.name), kind: row.text(TopicColumn.kind),
      summary: row.text(TopicColumn.summary),
      broader: row.optionalText(TopicColumn.broaderSlug).map {
        TopicReference(
          slug: $0, name: row.text(TopicColumn.broaderName), kind: row.text(TopicColumn.broaderKind))
      },
      memberCount: Int(row.integer(TopicColumn.memberCount)))
  }

  /// Writes the topic without its broader topic, which `setBroader` writes.
  func put(_ topic: DirectoryDocument.Topic) throws(DirectoryError) -> Int64 {
    let alphabet = try alphabet()
    let statements = TopicColumn.statements
    return try upsert(statements, statements.written.map { $0.value(of: topic, alphabet) })
  }

  func setBroader(_ broader: Int64?, ofTopic id: Int64) throws(DirectoryError) {
    try run("UPDATE topics SET broader_id = ? WHERE id = ?", [.integer(broader), .integer(id)])
  }
}
