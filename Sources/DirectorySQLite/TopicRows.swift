internal import Directory
internal import SQLite

extension Connection {
  func topics(_ query: TopicQuery) throws(DirectoryError) -> Page<Topic> {
    if let kind = query.kind, !TopicKind.all.contains(kind) {
      throw try unknownValue(kind, of: "kind", .topicKinds)
    }
    let list = Cursor.fingerprint("topics", query.kind)
    let page = try ListPage(list: list, limit: query.limit, after: query.after)
    let kind = query.kind.map { [Value.text($0)] } ?? []
    let (items, next) = try page.read(
      kind.isEmpty ? Self.allTopics : Self.topicsOfKind, kind + page.start + [page.rowLimit], from: self,
      item: Self.topic)
    let total = try first(kind.isEmpty ? Self.countOfTopics : Self.countOfTopicsOfKind, kind) {
      Int($0.integer(0))
    }
    return Page(items: items, total: total ?? 0, next: next)
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try first(Self.topicBySlug, [.text(slug)], Self.topic)
  }

  private static let topicColumns: SQL = """
    SELECT t.id, t.sort_key, t.slug, t.name, t.kind, t.summary, t.member_count, b.slug, b.name, b.kind
    FROM topics AS t LEFT JOIN topics AS b ON b.id = t.broader_id
    """
  private static let inOrder: SQL =
    " (t.sort_key, t.id) > (?, ?) ORDER BY t.sort_key, t.id LIMIT ?"
  private static let allTopics = topicColumns + " WHERE" + inOrder
  private static let topicsOfKind = topicColumns + " WHERE t.kind = ? AND" + inOrder
  private static let topicBySlug = topicColumns + " WHERE t.slug = ?"
  private static let countOfTopics: SQL = "SELECT count(*) FROM topics"
  private static let countOfTopicsOfKind: SQL = "SELECT count(*) FROM topics WHERE kind = ?"

  private static func topic(_ row: borrowing Row) -> Topic {
    Topic(
      slug: row.text(2), name: row.text(3), kind: row.text(4), summary: row.text(5),
      broader: row.optionalText(7).map {
        TopicReference(slug: $0, name: row.text(8), kind: row.text(9))
      },
      memberCount: Int(row.integer(6)))
  }
}
