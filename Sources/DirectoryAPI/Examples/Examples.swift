internal import Directory

/// The records whose values the help, the description and the messages use as examples: records of this
/// directory, so that each example can be used as it is.
struct Examples: Sendable, Equatable {
  var organisation: Organisation
  var member: Member
  var topic: Topic
  /// The topic above `topic`, or another that has one below it if there is any.
  var broader: String
  var memberKind: Kind
  var topicKind: Kind
  var area: DirectoryDocument.Area
  var field: Field
  /// The public fields that the directory defines for members.
  var fields: [Field]
  var county: DirectoryDocument.Area
  /// True for a directory without counties.
  var hidesCounties = false
  var contact: Contact
  var office: Office
  var former: FormerSlug
  /// The slugs of a few members and topics, the most telling first.
  var members: [String]
  var topics: [String]
  var programmes: [String]
  var memberKinds: [String]
  var topicKinds: [String]
}

extension Examples {
  /// Invented records, for the parts that a directory lacks and for a description without a directory.
  static let invented = Examples(
    organisation: Organisation(
      name: "Example Organisation", shortName: "Example", region: "The region",
      summary: "What the organisation is.", copyrightYear: 2026),
    member: Member(
      slug: "riverton", kind: "society", name: "Riverton Society", shortName: "Riverton",
      county: CountyReference(slug: "northshire", name: "Northshire County", isMember: false),
      area: AreaReference(slug: "northshire", name: "Northshire County", kind: "county", within: []),
      summary: "What the member is.", population: Population(value: 12_000, approximate: true),
      joined: "2021-01-01", left: nil, focusAreas: ["Reading"], facts: [], image: nil,
      topics: [MemberTopic(TopicReference(slug: "reading", name: "Reading", kind: "theme"), .worksWith)],
      profile: .example),
    topic: Topic(
      slug: "reading", name: "Reading", kind: "theme", summary: "What the topic is.",
      broader: TopicReference(slug: "learning", name: "Learning", kind: "theme"), memberCount: 1),
    broader: "learning",
    memberKind: Kind(
      slug: "society", name: "Society", pluralName: "Societies", order: nil,
      schemaType: Kind.standardSchemaType),
    topicKind: Kind(slug: "theme", name: "Theme", pluralName: "Themes", order: nil, schemaType: nil),
    area: DirectoryDocument.Area(
      slug: "north", name: "The North", shortName: "North", kind: "region", code: "N", parent: nil, order: nil
    ),
    field: Field(
      name: "voices", label: .plain("Voices"), valueType: .choice, help: nil, order: nil,
      choices: [
        Field.Choice(value: "SATB", label: .plain("Mixed voices")), Field.Choice(value: "SSAA", label: nil),
      ], visibility: .everyone, filterable: true, facetable: true), fields: [],
    county: DirectoryDocument.Area(
      slug: "northshire", name: "Northshire County", shortName: "Northshire", kind: "county", code: nil,
      parent: nil, order: nil),
    contact: Contact(
      id: "kim-example", name: "Kim Example", role: "Adviser", email: "kim@example.org",
      telephone: Telephone(e164: "+3225550100", printed: "+32 2 555 01 00"), emailProtected: false,
      telephoneProtected: false, office: OfficeReference(id: "main", name: "Main office"), member: nil,
      order: nil),
    office: Office(
      id: "main", name: "Main office", host: "The house", street: "Main Street 1", postcode: "1000",
      city: "Riverton", country: "BE", member: nil),
    former: FormerSlug(
      type: .member, slug: "oldton", name: "Oldton", until: "2019-12-31", successors: ["riverton"]),
    members: ["riverton", "lakeside"], topics: ["reading", "learning"], programmes: ["exchange"],
    memberKinds: ["society"], topicKinds: ["theme", "programme", "network", "agenda"])
}

extension Examples {
  /// Returns values that a filter accepts, the most telling first.
  func values(of vocabulary: Vocabulary) -> [String] {
    switch vocabulary {
    case .memberKinds: memberKinds
    case .areas: [area.slug]
    case .counties: [county.slug]
    case .areaKinds: [area.kind]
    case .topics: topics
    case .topicKinds: topicKinds
    case .fields: [field.name]
    case .programmes: programmes
    case .members: members
    case .contacts: [contact.id]
    case .offices: [office.id]
    case .owners: Vocabulary.ownerNames
    case .countries: [office.country]
    // A comma would make two values of it.
    case .cities: office.city.contains(",") ? [] : [office.city]
    case .memberCities: addresses.compactMap(\.city).filter { !$0.contains(",") }
    }
  }

  /// Returns an example of the parameter's value; empty if there is none.
  func value(of parameter: Parameter) -> String {
    switch parameter.kind {
    // A directory without fields of its own has no name by which to filter them.
    case .filter(let field) where field.kind == .values(.fields) && fields.isEmpty: ""
    case .filter(let field): value(of: field).isEmpty ? parameter.example : value(of: field)
    case .words: word
    case .day: member.joined ?? "2021-06-30"
    case .name(let vocabulary): values(of: vocabulary).first ?? ""
    case .language: organisation.languages.last ?? ""
    case .names(let vocabulary): values(of: vocabulary).prefix(2).joined(separator: ",")
    case .sort, .facets, .fields, .include, .flag, .delimiter, .limit, .cursor, .bestFew, .number, .choice,
      .text, .texts, .types:
      parameter.example
    case .place:
      member.profile.location.map {
        "\(Location.text(ofDegrees: $0.latitude)),\(Location.text(ofDegrees: $0.longitude))"
      } ?? parameter.example
    // A distance by itself isn't a question.
    case .distance: ""
    }
  }

  private func value(of field: ListField) -> String {
    switch field.kind {
    case .values(.topics) where field.name == "broader": broader
    case .values(.topics): related(field.name)
    case .values(.members) where field.name == "slug": members.prefix(2).joined(separator: ",")
    case .values(let vocabulary): values(of: vocabulary).first ?? ""
    case .number: field.name == "population" ? "\(Self.rounded(member.population?.value ?? 1_000)).." : "1.."
    case .day: "..\((member.joined ?? "2021").prefix(4))-12-31"
    case .flag: "true"
    case .identifier:
      member.profile.identifiers.first.map { "\($0.scheme):\($0.value)" } ?? "wikidata:Q42"
    case .code: addresses.compactMap(\.postcode).first ?? "1000"
    case .name: ""
    case .custom(let field): field.filterValues.prefix(2).joined(separator: ",")
    }
  }

  private var addresses: [PostalAddress] {
    [member.profile.visitingAddress, member.profile.postalAddress].compactMap(\.self)
  }

  /// Returns a topic for a filter, to which the member has the relation that the filter selects, if any.
  private func related(_ filter: String) -> String {
    let relations: [String: TopicRelation] = [
      "worksWith": .worksWith, "interestedIn": .interestedIn, "local": .local,
    ]
    let topic = relations[filter].flatMap { relation in member.topics.first { $0.relation == relation } }
    return topic?.slug ?? topics.first ?? ""
  }

  /// Two topics. The second is the word `another` if the directory has only one.
  var twoTopics: (String, String) { (topics.first ?? topic.slug, topics.dropFirst().first ?? "another") }

  var kind: String { memberKinds.first ?? member.kind }

  /// A word that a search finds.
  var word: String {
    let words = topic.name.split { !$0.isLetter }.map { $0.lowercased() }
    return words.first { $0.count > 2 } ?? words.first ?? topic.slug
  }

  /// Returns the number with all digits but the first replaced by zeros.
  private static func rounded(_ number: Int) -> Int {
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    return number / unit * unit
  }
}
