internal import Directory

/// The data of an in-memory store. It is a value, so a snapshot or a transaction is a copy of it.
struct InMemoryState: Sendable {
  struct Row: Sendable {
    let id: Int64
    var record: DirectoryRecord
  }

  struct FormerKey: Hashable {
    var kind: FormerSlug.Kind
    var slug: String
  }

  struct Answer: Sendable {
    var answer: KeptAnswer
    var record: RecordKey?
    var at: Int64
  }

  var revision = Revision(number: 0, changedAt: 0)
  var rows: [RecordKey: Row]
  var drafts: [RecordKey: DirectoryRecord] = [:]
  var formers: [FormerKey: FormerSlug] = [:]
  var formerRevisions: [FormerSlugRevision] = []
  var revisions: [StoredRevision] = []
  /// The imports by number.
  var imports: [Int64: ImportEntry] = [:]
  var answers: [IdempotencyKey: Answer] = [:]
  var draftChanges: [Int64: DraftChange] = [:]
  var previewLinks: [PreviewLink] = []
  var pictures: [String: InMemoryPicture] = [:]
  var access = InMemoryPeople()
  /// The time of each erasure by its digest.
  var erasures: [[UInt8]: Int64] = [:]
  var directoryID = "00000000"
  var createdAt: Int64 = 1_600_000_000
  /// The first position of the feed of changes.
  var changesStart: Int64 = 0
  /// The last ids that were used. No id is used twice.
  var lastRow: Int64 = 0
  var lastRevision: Int64 = 0
  var lastImport: Int64 = 0
  var lastDraftChange: Int64 = 0

  init() {
    let kinds = Kind.firstOfMembers.map { DirectoryRecord.memberKind($0) }
    rows = [:]
    for record in kinds + Kind.firstOfTopics.map({ .topicKind($0) }) {
      lastRow += 1
      rows[record.key] = Row(id: lastRow, record: record)
    }
  }
}

/// Lookups.
extension InMemoryState {
  /// Whether nothing but kinds and fields is published.
  var isEmpty: Bool { rows.keys.allSatisfy { [.memberKind, .topicKind, .field].contains($0.type) } }

  func rows(of type: RecordType) -> [Row] {
    rows.values.filter { $0.record.key.type == type }.sorted { $0.id < $1.id }
  }

  /// Reports whether a topic is one of `topics` or below one of them.
  func isTopic(_ slug: String, under topics: [String]) -> Bool {
    self.topics(above: slug).contains { topics.contains($0) }
  }

  /// Returns the topic and those above it.
  func topics(above slug: String) -> [String] {
    var (next, found): (String?, [String]) = (slug, [])
    while let topic = next, !found.contains(topic) {
      found.append(topic)
      next = if case .topic(let record)? = record(.topic, topic) { record.broader } else { nil }
    }
    return found
  }

  private func record(_ type: RecordType, _ slug: String) -> DirectoryRecord? {
    rows[RecordKey(type, slug)]?.record
  }

  var organisation: Organisation? {
    guard case .organisation(let organisation)? = rows[.organisation]?.record else { return nil }
    return organisation
  }

  func member(_ record: DirectoryRecord) -> Member? {
    guard case .member(let member) = record else { return nil }
    let topics = member.topics.compactMap(memberTopic).sorted { left, right in
      let keys = (CollationKey.make(left.topic.name), CollationKey.make(right.topic.name))
      return keys.0 == keys.1 ? left.slug < right.slug : keys.0.lexicographicallyPrecedes(keys.1)
    }
    var read = Member(
      slug: member.slug, kind: member.kind, name: member.name, shortName: member.shortName,
      county: (member.area ?? member.county).flatMap(countyReference),
      area: (member.area ?? member.county).flatMap(areaReference), summary: member.summary,
      population: member.population,
      joined: member.joined, left: member.left, focusAreas: member.focusAreas, facts: member.facts,
      image: member.image, topics: topics, profile: member.profile)
    read.translations = member.translations
    return read
  }

  func topic(_ record: DirectoryRecord) -> Topic? {
    guard case .topic(let topic) = record else { return nil }
    var read = Topic(
      slug: topic.slug, name: topic.name, kind: topic.kind, summary: topic.summary ?? "",
      broader: topic.broader.flatMap(topicReference), memberCount: memberCount(ofTopic: topic.slug))
    read.translations = topic.translations
    return read
  }

  func contact(_ record: DirectoryRecord, isStaff: Bool) -> Contact? {
    guard case .contact(let contact) = record else { return nil }
    var read = Contact(
      id: contact.id, name: contact.name, role: contact.role,
      email: isStaff || !contact.emailProtected ? contact.email : nil,
      telephone: isStaff || !contact.telephoneProtected ? contact.telephone : nil,
      emailProtected: contact.emailProtected, telephoneProtected: contact.telephoneProtected,
      office: contact.office.flatMap { id in office(id).map { OfficeReference(id: id, name: $0.name) } },
      member: contact.member.flatMap(memberReference), order: contact.order)
    read.translations = contact.translations
    return read
  }

  func office(_ id: String) -> Office? { record(.office, id).flatMap(office) }

  func office(_ record: DirectoryRecord) -> Office? {
    guard case .office(let office) = record else { return nil }
    var read = Office(
      id: office.id, name: office.name, host: office.host, street: office.street, postcode: office.postcode,
      city: office.city, country: office.country, member: office.member.flatMap(memberReference))
    read.translations = office.translations
    return read
  }

  private func memberReference(_ slug: String) -> MemberReference? {
    guard case .member(let member)? = record(.member, slug) else { return nil }
    return MemberReference(slug: slug, name: member.name)
  }

  func kind(_ record: DirectoryRecord) -> Kind? {
    switch record {
    case .memberKind(let kind), .topicKind(let kind): kind
    default: nil
    }
  }

  /// The fields of members, by name.
  var fields: [Field] {
    rows(of: .field).compactMap { if case .field(let field) = $0.record { field } else { nil } }
      .sorted { $0.name < $1.name }
  }

  private func topicReference(_ slug: String) -> TopicReference? {
    guard case .topic(let topic)? = record(.topic, slug) else { return nil }
    return TopicReference(slug: slug, name: topic.name, kind: topic.kind)
  }

  private func memberTopic(_ topic: DirectoryDocument.MemberTopic) -> MemberTopic? {
    topicReference(topic.slug).map { MemberTopic($0, topic.relation) }
  }

  private func areaReference(_ slug: String) -> AreaReference? {
    area(slug).map {
      AreaReference(
        slug: slug, name: $0.name, kind: $0.kind, within: areas(around: slug).dropFirst().map(\.slug))
    }
  }

  func area(_ slug: String) -> DirectoryDocument.Area? {
    (record(.county, slug) ?? record(.area, slug))?.area
  }

  /// Returns the area and those that it is in, the smallest first.
  func areas(around slug: String) -> [DirectoryDocument.Area] {
    var (next, found): (String?, [DirectoryDocument.Area]) = (slug, [])
    while let slug = next, !found.contains(where: { $0.slug == slug }), let area = area(slug) {
      found.append(area)
      next = area.parent
    }
    return found
  }

  private func countyReference(_ slug: String) -> CountyReference? {
    guard let county = areas(around: slug).first(where: \.isCounty) else { return nil }
    return CountyReference(
      slug: county.slug, name: county.name, isMember: record(.member, county.slug) != nil)
  }

  private func memberCount(ofTopic slug: String) -> Int {
    rows.values.count { row in
      guard case .member(let member) = row.record else { return false }
      return member.left == nil && member.topics.contains { $0.slug == slug }
    }
  }

  /// Returns the keys of the records to which a record refers.
  static func references(of record: DirectoryRecord) -> [RecordKey] {
    KnownReferences(of: record).keys
  }

  func vocabulary(_ vocabulary: Vocabulary) -> [String] {
    let values = values(of: vocabulary)
    return values.count > Vocabulary.longest ? [] : values
  }

  func knownValues(_ vocabulary: Vocabulary, like text: String) -> KnownValues {
    let values = values(of: vocabulary)
    let known = values.map { KnownValue($0, names: names(of: $0, in: vocabulary)) }
    guard values.count > Vocabulary.longest else { return KnownValues(known, isWhole: true) }
    guard let like = NearestValues.names(like: text) else { return KnownValues([], isWhole: false) }
    let found = known.filter { known in
      known.value == like.slug
        || names(of: known.value, in: vocabulary).contains {
          SearchFold.fold($0).joined(separator: " ") == like.words
        }
    }
    return KnownValues(found, isWhole: false)
  }

  private func names(of slug: String, in vocabulary: Vocabulary) -> [String] {
    let type: RecordType? =
      switch vocabulary {
      case .memberKinds: .memberKind
      case .topicKinds: .topicKind
      case .areas: rows[RecordKey(.county, slug)] == nil ? .area : .county
      case .counties: .county
      case .topics, .programmes: .topic
      case .members: .member
      case .contacts: .contact
      case .offices: .office
      case .fields: .field
      case .owners, .areaKinds, .countries, .cities, .memberCities: nil
      }
    guard let record = type.flatMap({ rows[RecordKey($0, slug)]?.record }) else { return [] }
    switch record {
    case .member(let member): return [member.name, member.shortName]
    case .area(let area), .county(let area): return [area.name, area.shortName]
    case .memberKind(let kind), .topicKind(let kind): return [kind.name, kind.pluralName ?? kind.name]
    default: return [record.name]
    }
  }

  private func values(of vocabulary: Vocabulary) -> [String] {
    let values: [String] =
      switch vocabulary {
      case .memberKinds: rows(of: .memberKind).map(\.record.key.slug)
      case .areas: (rows(of: .area) + rows(of: .county)).map(\.record.key.slug)
      case .areaKinds: Array(Set((rows(of: .area) + rows(of: .county)).compactMap { $0.record.area?.kind }))
      case .counties: rows(of: .county).map(\.record.key.slug)
      case .topics: rows(of: .topic).map(\.record.key.slug)
      case .topicKinds: rows(of: .topicKind).map(\.record.key.slug)
      case .fields: fields.filter(\.isPublic).map(\.name)
      case .owners: Vocabulary.ownerNames
      case .programmes:
        rows(of: .topic).compactMap { topic($0.record) }.filter { $0.kind == Kind.programme }.map(\.slug)
      case .members: rows(of: .member).map(\.record.key.slug)
      case .contacts: rows(of: .contact).map(\.record.key.slug)
      case .offices: rows(of: .office).map(\.record.key.slug)
      case .countries: Array(Set(rows(of: .office).compactMap { office($0.record)?.country }))
      case .cities: Array(Set(rows(of: .office).compactMap { office($0.record)?.city }))
      case .memberCities:
        Array(Set(rows(of: .member).compactMap { member($0.record) }.flatMap(\.cities)))
      }
    return values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
