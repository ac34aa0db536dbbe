internal import Directory

extension Examples {
  /// How many records of each list are looked at.
  private static let few = 20

  /// Chooses records that have much to show. Those that the directory lacks are invented.
  init(_ reader: any DirectoryReader) throws(DirectoryError) {
    self = .invented
    if let known = try reader.organisation() { organisation = known }
    if let former = try reader.formerSlugs().first { self.former = former }
    memberKinds = try reader.vocabulary(.memberKinds)
    topicKinds = try reader.vocabulary(.topicKinds)
    try readMembers(reader)
    try readTopics(reader)
    inventWithKinds()
    try readPlaces(reader)
    try readKinds(reader)
  }

  private static func page(_ clauses: Clause...) -> ListQuery {
    var query = ListQuery(clauses, limit: few)
    query.isCounted = false
    return query
  }

  private mutating func readMembers(_ reader: any DirectoryReader) throws(DirectoryError) {
    let known = try reader.members(Self.page()).items
    guard let best = Self.first(known, by: Self.statements) else { return }
    member = best
    members = [best.slug] + known.map(\.slug).filter { $0 != best.slug }
    memberKinds = [best.kind] + memberKinds.filter { $0 != best.kind }
  }

  /// The number of things that the record states.
  private static func statements(of member: Member) -> Int {
    let stated = [
      member.area != nil, member.population != nil, member.joined != nil, !member.focusAreas.isEmpty,
      !member.facts.isEmpty, member.image != nil,
    ]
    return stated.count { $0 } + min(member.topics.count, 4)
  }

  private mutating func readTopics(_ reader: any DirectoryReader) throws(DirectoryError) {
    let all = try reader.topics(Self.page()).items
    guard !all.isEmpty else { return }
    // A topic of the member, so that examples which name both find something.
    let own =
      members == Self.invented.members
      ? [] : try reader.topics(Self.page(Clause("member", member.slug))).items
    let known = own.isEmpty ? all : own
    guard let best = Self.first(known, by: \.memberCount) else { return }
    topic = best
    topicKinds = [best.kind] + topicKinds.filter { $0 != best.kind }
    topics = [best.slug] + (known + all).map(\.slug).filter { $0 != best.slug }
    broader = (known + all).lazy.compactMap(\.broader?.slug).first ?? best.slug
    // Without such a kind, there is nothing that the filter could be.
    programmes =
      topicKinds.contains(Kind.programme)
      ? try reader.topics(Self.page(Clause("kind", Kind.programme))).items.map(\.slug) : []
  }

  /// Gives the invented records kinds of this directory, so that each could be added to it.
  private mutating func inventWithKinds() {
    if let kind = memberKinds.first, members == Self.invented.members {
      member.kind = kind
      // The full name of the invented member says what kind it is.
      member.name = member.shortName
    }
    guard let kind = topicKinds.first, topics == Self.invented.topics else { return }
    topic.kind = kind
    // The directory has none that it could refer to.
    topic.broader = nil
    if members == Self.invented.members { member.topics = [] }
  }

  private mutating func readPlaces(_ reader: any DirectoryReader) throws(DirectoryError) {
    let offices = try reader.offices(Self.page()).items
    if let first = offices.first { office = first }
    let contacts = try reader.contacts(Self.page()).items
    if let first = Self.first(contacts, by: { ($0.office == nil ? 0 : 2) + ($0.telephone == nil ? 0 : 1) }) {
      contact = first
      office = offices.first { $0.id == first.office?.id } ?? office
    }
    let areas = try reader.areas()
    let (counties, others) = (areas.filter(\.isCounty), areas.filter { !$0.isCounty })
    hidesCounties = counties.isEmpty
    if hidesCounties {
      (self.member.county, self.member.area) = (nil, member.county == nil ? member.area : nil)
    }
    if let first = counties.first { county = counties.first { $0.slug == member.county?.slug } ?? first }
    if let first = others.first ?? counties.first {
      area = others.first { $0.slug == member.area?.slug } ?? first
    }
  }

  private mutating func readKinds(_ reader: any DirectoryReader) throws(DirectoryError) {
    let (members, topics) = (try reader.kinds(.memberKind), try reader.kinds(.topicKind))
    memberKind = members.first { $0.slug == memberKinds.first } ?? memberKind
    fields = try reader.fields().filter(\.isPublic).ordered
    field = fields.first ?? field
    topicKind = topics.first { $0.slug == topicKinds.first } ?? topicKind
    // An example of what may be missing, in the language of the directory.
    memberKind.pluralName = memberKind.pluralName ?? memberKind.name
    topicKind.pluralName = topicKind.pluralName ?? topicKind.name
  }

  /// Returns the first of those with the largest number.
  private static func first<Item>(_ items: [Item], by number: (Item) -> Int) -> Item? {
    // `max` returns the last of those that are equal.
    items.reversed().max { number($0) < number($1) }
  }
}
