internal import Directory
internal import SQLite

extension Connection {
  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try page(query, of: .topics, item: Self.topic)
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try first(Self.topicBySlug, [.text(slug)], Self.topic)
  }

  static let topicColumns: SQL = """
    SELECT t.id, t.slug, t.name, t.kind, t.summary, t.member_count, b.slug, b.name, b.kind
    """
  static let topicColumnCount = 9
  static let topicJoins: SQL = " LEFT JOIN topics AS b ON b.id = t.broader_id"
  private static let topicBySlug: SQL = topicColumns + " FROM topics AS t" + topicJoins + " WHERE t.slug = ?"

  static func topic(_ row: borrowing Row) -> Topic {
    Topic(
      slug: row.text(1), name: row.text(2), kind: row.text(3), summary: row.text(4),
      broader: row.optionalText(6).map {
        TopicReference(slug: $0, name: row.text(7), kind: row.text(8))
      },
      memberCount: Int(row.integer(5)))
  }
}
