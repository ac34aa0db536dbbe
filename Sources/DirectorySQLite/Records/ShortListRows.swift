internal import Directory
internal import SQLite

/// The columns of a kind of members.
enum MemberKindColumn: Int32, RecordColumn {
  case id, slug, name, pluralName, position, schemaType

  static let statements = RecordStatements<MemberKindColumn>("member_kinds", key: .slug)

  var read: SQL? { self == .id ? "id" : written }

  var written: SQL? {
    switch self {
    case .id: nil
    case .slug: "slug"
    case .name: "name"
    case .pluralName: "plural_name"
    case .position: "position"
    case .schemaType: "schema_type"
    }
  }

  func value(of kind: Kind) -> Value {
    switch self {
    case .id: .null
    case .slug: .text(kind.slug)
    case .name: .text(kind.name)
    case .pluralName: .text(kind.pluralName)
    case .position: .integer(kind.order.map { Int64($0) })
    case .schemaType: .text(kind.schemaType ?? Kind.standardSchemaType)
    }
  }
}

/// The columns of a kind of topics, which are the first ones of a kind of members.
enum TopicKindColumn: Int32, RecordColumn {
  case id, slug, name, pluralName, position

  static let statements = RecordStatements<TopicKindColumn>("topic_kinds", key: .slug)

  var read: SQL? { same.read }
  var written: SQL? { same.written }
  func value(of kind: Kind) -> Value { same.value(of: kind) }

  private var same: MemberKindColumn {
    switch self {
    case .id: .id
    case .slug: .slug
    case .name: .name
    case .pluralName: .pluralName
    case .position: .position
    }
  }
}

extension Connection {
  func memberKind(slug: String) throws(DirectoryError) -> Kind? {
    try first(Self.memberKindBySlug, [.text(slug)], Self.memberKind)
  }

  func topicKind(slug: String) throws(DirectoryError) -> Kind? {
    try first(Self.topicKindBySlug, [.text(slug)], Self.topicKind)
  }

  /// Returns all kinds of members in the order of their slugs.
  func memberKinds() throws(DirectoryError) -> [Kind] { try map(Self.memberKindsBySlug, [], Self.memberKind) }

  /// Returns all kinds of topics in the order of their slugs.
  func topicKinds() throws(DirectoryError) -> [Kind] { try map(Self.topicKindsBySlug, [], Self.topicKind) }

  private static let memberKindBySlug: SQL = .phrase(
    MemberKindColumn.statements.select, "FROM member_kinds WHERE slug = ?")
  private static let topicKindBySlug: SQL = .phrase(
    TopicKindColumn.statements.select, "FROM topic_kinds WHERE slug = ?")
  private static let memberKindsBySlug: SQL = .phrase(
    MemberKindColumn.statements.select, "FROM member_kinds ORDER BY slug")
  private static let topicKindsBySlug: SQL = .phrase(
    TopicKindColumn.statements.select, "FROM topic_kinds ORDER BY slug")

  /// Reads a row of `MemberKindColumn`.
  static func memberKind(_ row: borrowing Row) -> Kind {
    var kind = topicKind(row)
    kind.schemaType = row.text(MemberKindColumn.schemaType)
    return kind
  }

  /// Reads a row of `TopicKindColumn`.
  static func topicKind(_ row: borrowing Row) -> Kind {
    Kind(
      slug: row.text(TopicKindColumn.slug), name: row.text(TopicKindColumn.name),
      pluralName: row.optionalText(TopicKindColumn.pluralName),
      order: row.optionalInteger(TopicKindColumn.position).map { Int($0) }, schemaType: nil)
  }

  func put(memberKind kind: Kind) throws(DirectoryError) -> Int64 {
    let statements = MemberKindColumn.statements
    return try upsert(statements, statements.written.map { $0.value(of: kind) })
  }

  func put(topicKind kind: Kind) throws(DirectoryError) -> Int64 {
    let statements = TopicKindColumn.statements
    return try upsert(statements, statements.written.map { $0.value(of: kind) })
  }
}
