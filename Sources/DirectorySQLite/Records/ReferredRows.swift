internal import Directory
internal import SQLite

/// Kinds, counties and topics as members refer to them: few rows, of which every answer needs several, kept
/// in memory from one commit to the next by a connection that does not write. One that writes begins with
/// none each time.
final class ReferredRows {
  final class Topic {
    /// Sort key, slug, name and kind, one after another.
    let octets: [UInt8]
    let key, slug, name, kind: Range<Int>

    /// Of `columns`.
    init(_ row: borrowing Row) {
      var octets: [UInt8] = []
      key = row.append(blob: 1, to: &octets)
      slug = row.append(text: 2, to: &octets)
      name = row.append(text: 3, to: &octets)
      kind = row.append(text: 4, to: &octets)
      self.octets = octets
    }

    static let columns: SQL = "SELECT id, sort_key, slug, name, kind FROM topics"

    /// In the order of their names.
    func precedes(_ other: Topic) -> Bool {
      let keys = (octets[key], other.octets[other.key])
      if keys.0.lexicographicallyPrecedes(keys.1) { return true }
      return keys.0 == keys.1 && octets[slug].lexicographicallyPrecedes(other.octets[other.slug])
    }
  }

  final class County {
    let slug, name: [UInt8]
    /// Under the same slug.
    let isMember: Bool

    init(_ row: borrowing Row) {
      slug = row.octets(0)
      name = row.octets(1)
      isMember = row.boolean(2)
    }
  }

  private var kinds: [Int64: [UInt8]] = [:]
  private var counties: [Int64: County] = [:]
  private var topics: [Int64: Topic] = [:]
  private var version: Int64?
  private var transaction = 0
  /// Topics that were looked for in vain since all was forgotten.
  private var topicsMissed = 0

  /// Of each; some MB. A directory with more begins anew whenever it has met so many.
  private static let most = 10_000
  /// Whoever has asked for so many topics one by one is given the next in one statement: a list needs nearly
  /// all of them, and after each commit anew.
  private static let topicsOneByOne = 16
  private static let topicsAtOnce: Int64 = 256

  /// Forgets all after a commit. In a transaction, which shows one state of the database to its end.
  func follow(_ connection: Connection) throws(DirectoryError) {
    guard transaction != connection.database.transactionCount else { return }
    let version = try connection.dataVersion()
    if version != self.version {
      kinds.removeAll(keepingCapacity: true)
      counties.removeAll(keepingCapacity: true)
      topics.removeAll(keepingCapacity: true)
      topicsMissed = 0
      self.version = version
    }
    transaction = connection.database.transactionCount
  }

  func kind(_ id: Int64, in connection: Connection) throws(DirectoryError) -> [UInt8]? {
    try Self.row(id, in: &kinds) { () throws(DirectoryError) in
      try connection.first("SELECT slug FROM member_kinds WHERE id = ?", [.integer(id)]) { $0.octets(0) }
    }
  }

  func county(_ id: Int64, in connection: Connection) throws(DirectoryError) -> County? {
    try Self.row(id, in: &counties) { () throws(DirectoryError) in
      try connection.first(
        """
        SELECT slug, name, EXISTS (SELECT 1 FROM members WHERE slug = c.slug) FROM counties AS c WHERE id = ?
        """, [.integer(id)]
      ) { County($0) }
    }
  }

  func topic(_ id: Int64, in connection: Connection) throws(DirectoryError) -> Topic? {
    if let topic = topics[id] { return topic }
    topicsMissed += 1
    if topicsMissed == Self.topicsOneByOne {
      try connection.forEach(Self.manyTopics, [.integer(Self.topicsAtOnce)]) {
        topics[$0.integer(0)] = Topic($0)
      }
    }
    return try Self.row(id, in: &topics) { () throws(DirectoryError) in
      try connection.first(Self.oneTopic, [.integer(id)]) { Topic($0) }
    }
  }

  private static let oneTopic: SQL = Topic.columns + " WHERE id = ?"
  private static let manyTopics: SQL = Topic.columns + " ORDER BY id LIMIT ?"

  private static func row<Row>(
    _ id: Int64, in rows: inout [Int64: Row], _ read: () throws(DirectoryError) -> Row?
  ) throws(DirectoryError) -> Row? {
    if let row = rows[id] { return row }
    guard let row = try read() else { return nil }
    if rows.count >= most { rows.removeAll(keepingCapacity: true) }
    rows[id] = row
    return row
  }
}
