internal import Directory
internal import SQLite

/// Caches the kinds, areas and topics to which members refer. There are few such rows, and each answer
/// needs several of them. A read-only connection keeps its cache from one commit to the next. A connection
/// that writes keeps it in its `EditMemory`.
final class VocabularyCache {
  final class Topic {
    /// The sort key, slug, name and kind, one after another.
    let bytes: [UInt8]
    let key, slug, name, kind: Range<Int>

    /// Creates a topic from a row of `columns`.
    init(_ row: borrowing Row) {
      var bytes: [UInt8] = []
      key = row.append(blob: 1, to: &bytes)
      slug = row.append(text: 2, to: &bytes)
      name = row.append(text: 3, to: &bytes)
      kind = row.append(text: 4, to: &bytes)
      self.bytes = bytes
    }

    static let columns: SQL = "SELECT id, sort_key, slug, name, kind FROM topics"

    /// Reports whether this topic is sorted before another one: by name, then by slug.
    func precedes(_ other: Topic) -> Bool {
      let keys = (bytes[key], other.bytes[other.key])
      if keys.0.lexicographicallyPrecedes(keys.1) { return true }
      return keys.0 == keys.1 && bytes[slug].lexicographicallyPrecedes(other.bytes[other.slug])
    }
  }

  final class County {
    let slug, name: [UInt8]
    /// True if a member has the same slug as the county.
    let isMember: Bool

    init(slug: [UInt8], name: [UInt8], isMember: Bool) {
      (self.slug, self.name, self.isMember) = (slug, name, isMember)
    }
  }

  final class Area {
    let slug, name, kind: [UInt8]
    /// The slugs of the areas that it is in, the smallest first.
    let within: [[UInt8]]
    /// The area itself if it is a county, or else the nearest one that it is in.
    let county: County?

    /// - Parameter chain: rows of `chain`.
    init?(_ chain: [(slug: [UInt8], name: [UInt8], kind: [UInt8], isMember: Bool)]) {
      guard let first = chain.first else { return nil }
      (slug, name, kind) = (first.slug, first.name, first.kind)
      within = chain.dropFirst().map(\.slug)
      county = chain.first { $0.kind == Array(DirectoryDocument.Area.county.utf8) }.map {
        County(slug: $0.slug, name: $0.name, isMember: $0.isMember)
      }
    }

    /// Selects an area and those around it, the smallest first. UNION ends a circle, but a recursive query
    /// without ORDER BY returns the rows in the order in which it finds them (sqlite.org/lang_with.html).
    static let chain: SQL = """
      WITH RECURSIVE above (id) AS (
        VALUES (?) UNION SELECT a.parent_id FROM above CROSS JOIN areas AS a ON a.id = above.id
      )
      SELECT a.slug, a.name, a.kind, EXISTS (SELECT 1 FROM members WHERE slug = a.slug)
      FROM above CROSS JOIN areas AS a ON a.id = above.id
      """
  }

  private var kinds: [Int64: [UInt8]] = [:]
  private var areas: [Int64: Area] = [:]
  private var topics: [Int64: Topic] = [:]
  /// Whether any record has translations; nil if that isn't known.
  private var isTranslated: Bool?
  /// The fields of members and the names of the public ones; nil before they are needed.
  private var fields: (all: [Field], publicNames: Set<String>)?
  /// The alphabet of the directory; nil before it is needed.
  private var alphabet: Alphabet?
  private var version: Int64?
  private var transaction = 0
  /// The number of topics that were not found in the cache since it was last emptied.
  private var topicsMissed = 0

  /// The most kinds, areas and topics, each, that are cached. This many take some MB. A full dictionary is
  /// emptied before the next row is added.
  private static let most = 10_000
  /// After this many topics have been read one by one, many are read with one statement. A list of members
  /// needs nearly all topics, and the cache is empty after each commit.
  private static let topicsOneByOne = 16
  private static let topicsAtOnce: Int64 = 256

  /// Empties the cache if another connection has committed since the last call. Call it in a transaction,
  /// whose statements all see one state of the database.
  func follow(_ connection: Connection) throws(DirectoryError) {
    guard transaction != connection.database.transactionCount else { return }
    let version = try connection.dataVersion()
    if version != self.version {
      kinds.removeAll(keepingCapacity: true)
      areas.removeAll(keepingCapacity: true)
      topics.removeAll(keepingCapacity: true)
      fields = nil
      topicsMissed = 0
      isTranslated = nil
      alphabet = nil
      self.version = version
    }
    transaction = connection.database.transactionCount
  }

  /// Returns the texts of a member in other languages. Looks for them only if any record has such texts.
  func translations(ofMember slug: String, in connection: Connection) throws(DirectoryError) -> Translations {
    if isTranslated == nil { isTranslated = try connection.hasTranslations() }
    return isTranslated == true ? try connection.translations(of: RecordKey(.member, slug)) : .none
  }

  /// Returns the alphabet by which lists are sorted.
  func alphabet(in connection: Connection) throws(DirectoryError) -> Alphabet {
    if let alphabet { return alphabet }
    let read = try connection.alphabet()
    alphabet = read
    return read
  }

  /// Returns the fields that the directory defines for members.
  func fields(in connection: Connection) throws(DirectoryError) -> [Field] {
    try knownFields(in: connection).all
  }

  /// Returns the names of the public fields.
  func publicFields(in connection: Connection) throws(DirectoryError) -> Set<String> {
    try knownFields(in: connection).publicNames
  }

  private func knownFields(
    in connection: Connection
  ) throws(DirectoryError) -> (all: [Field], publicNames: Set<String>) {
    if let fields { return fields }
    let all = try connection.allFields()
    fields = (all, all.publicNames)
    return (all, all.publicNames)
  }

  func kind(_ id: Int64, in connection: Connection) throws(DirectoryError) -> [UInt8]? {
    try Self.row(id, in: &kinds) { () throws(DirectoryError) in
      try connection.first("SELECT slug FROM member_kinds WHERE id = ?", [.integer(id)]) { $0.bytes(0) }
    }
  }

  func area(_ id: Int64, in connection: Connection) throws(DirectoryError) -> Area? {
    try Self.row(id, in: &areas) { () throws(DirectoryError) in
      Area(
        try connection.map(Area.chain, [.integer(id)]) {
          (slug: $0.bytes(0), name: $0.bytes(1), kind: $0.bytes(2), isMember: $0.boolean(3))
        })
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

  /// Returns a cached row, or calls `read` and caches its result.
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
