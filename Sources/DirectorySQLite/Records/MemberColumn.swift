internal import Directory
internal import SQLite

/// The columns of a member's row. The row has the ids of the records to which the member refers, so that a
/// member is read as one row.
enum MemberColumn: Int32, RecordColumn {
  case id, slug, kind, name, shortName, summary, population, populationIsApproximate, joined, left
  case imageCredit, area, focusAreas, facts, topics, topicRelations, profile, image
  case isLocated, sortKey, absence

  static let statements = RecordStatements<MemberColumn>("members", key: .slug)

  var read: SQL? {
    switch self {
    case .id: "m.id"
    case .isLocated, .sortKey, .absence: nil
    default: written.map { "m." + $0 }
    }
  }

  var written: SQL? {
    switch self {
    case .id: nil
    case .slug: "slug"
    case .kind: "kind_id"
    case .name: "name"
    case .shortName: "short_name"
    case .summary: "summary"
    case .population: "population"
    case .populationIsApproximate: "population_is_approximate"
    case .joined: "joined"
    case .left: "leaves"
    case .imageCredit: "image_credit"
    case .area: "area_id"
    case .focusAreas: "focus_areas"
    case .facts: "facts"
    case .topics: "topic_ids"
    case .topicRelations: "topic_relations"
    case .profile: "profile"
    case .image: "image"
    case .isLocated: "is_located"
    case .sortKey: "sort_key"
    case .absence: #""left""#
    }
  }

  /// True if an index, a count or a trigger depends on the column. `SQLiteRecordTables` compares the
  /// fields of these columns before it writes only the others.
  var isIndexed: Bool {
    switch self {
    case .id, .slug, .kind, .shortName, .area, .topics, .topicRelations, .sortKey, .left, .absence:
      true
    case .name, .summary, .population, .populationIsApproximate, .joined, .imageCredit, .focusAreas, .facts,
      .profile, .image, .isLocated:
      false
    }
  }

  /// Updates the columns that aren't indexed, in the row with an id.
  static let correction: SQL = .phrase(
    "UPDATE members SET", .list(corrected.compactMap(\.written).map { $0 + " = ?" }), "WHERE id = ?")
  static let corrected = allCases.filter { !$0.isIndexed }
}

/// The ids of the rows to which a member refers.
struct MemberReferences {
  var kind: Int64?
  var area: Int64?
  var topics: [(id: Int64, relation: TopicRelation)]
  /// The alphabet of the sort key.
  var alphabet = Alphabet.norwegian
  /// The day that decides who is a member.
  var today = ""

  /// Refers to no rows. It is used if only columns without references are written.
  static let none = MemberReferences(kind: nil, area: nil, topics: [])
}

extension MemberColumn {
  /// Returns the value of this column in a member's row. Lists are in the form that `StoredJSON` reads.
  func value(of member: DirectoryDocument.Member, _ references: MemberReferences) -> Value {
    switch self {
    case .id: .null
    case .slug: .text(member.slug)
    case .kind: .integer(references.kind)
    case .name: .text(member.name)
    case .shortName: .text(member.shortName)
    case .summary: .text(member.summary)
    case .population: .integer(member.population.map { Int64($0.value) })
    case .populationIsApproximate: member.population.map { .boolean($0.approximate) } ?? .null
    case .joined: .text(member.joined)
    case .left: .text(member.left)
    case .imageCredit: .text(member.image?.credit)
    case .area: .integer(references.area)
    case .focusAreas: .json(.array(member.focusAreas.map { .string($0) }))
    case .facts: .json(DocumentJSON.json(member.facts))
    case .topics: .json(.array(references.topics.map { .integer(Int($0.id)) }))
    case .topicRelations:
      .json(
        .object(
          references.topics.filter { $0.relation != .worksWith }.map {
            JSONMember(name: String($0.id), value: .integer($0.relation.code))
          }))
    case .profile: .text(DocumentJSON.text(of: member.profile))
    // The credit alone has a column of its own.
    case .image: .text(DocumentJSON.text(of: member.image?.shownHere))
    case .isLocated: .boolean(member.profile.location != nil)
    case .sortKey: .blob(CollationKey.make(member.shortName, references.alphabet))
    case .absence: .text(member.absence(on: references.today))
    }
  }
}

extension TopicRelation {
  /// The number in the database.
  var code: Int {
    switch self {
    case .worksWith: 0
    case .interestedIn: 1
    case .local: 2
    }
  }

  init?(code: Int64) {
    guard let relation = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = relation
  }
}

extension Value {
  fileprivate static func json(_ value: JSONValue) -> Value {
    .text(value.compactText)
  }
}
