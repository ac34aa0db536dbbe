package import Directory

/// The directory with which the clauses of `StoreContract` begin.
package enum ContractDirectory {
  package static let document = DirectoryDocument(
    organisation: Organisation(
      name: "Office", shortName: nil, region: "R", summary: "S", copyrightYear: 2021),
    offices: [
      .make(id: "oslo", name: "Oslo office", postcode: "0160", city: "Oslo")
    ],
    contacts: [
      DirectoryDocument.Contact(
        id: "kari", name: "Kari Nordmann", role: "Director", email: "kari@example.org", telephone: nil,
        emailProtected: true, telephoneProtected: false, office: "oslo", member: nil, order: nil)
    ],
    memberKinds: nil, topicKinds: nil, fields: nil, areas: [],
    counties: [county("akershus"), county("innlandet"), county("ostfold")],
    topics: [topic("climate"), topic("culture"), topic("seaweed", broader: "climate")],
    members: [
      member(
        "asker", county: "akershus", topics: ["climate", "culture"], population: 90, joined: "2020-01-01"),
      member("baerum", county: "akershus", topics: ["climate"], population: 130),
      member("elverum", county: "innlandet", topics: ["culture"], joined: "2021-01-01"),
      member("frogn", county: "akershus"),
      member(
        "hamar", county: "innlandet", topics: ["climate"], population: 30, joined: "2019-01-01",
        left: "2023-01-01"),
    ],
    formerSlugs: [
      FormerSlug(
        type: .county, slug: "hedmark", name: "Hedmark", until: "2019-12-31", successors: ["innlandet"])
    ])

  /// The same as an export has it, with the kinds of a new directory.
  package static let exported = {
    var document = ContractDirectory.document
    (document.memberKinds, document.topicKinds) = (Kind.firstOfMembers, Kind.firstOfTopics)
    return document
  }()

  static func county(_ slug: String) -> DirectoryDocument.Area {
    DirectoryDocument.Area.make(slug: slug, name: "\(slug) County", shortName: slug)
  }

  static func topic(_ slug: String, broader: String? = nil) -> DirectoryDocument.Topic {
    DirectoryDocument.Topic(slug: slug, kind: "theme", name: slug, summary: "About it.", broader: broader)
  }

  static func member(
    _ slug: String, county: String? = nil, topics: [DirectoryDocument.MemberTopic] = [],
    population: Int? = nil,
    joined: String? = nil,
    left: String? = nil, shortName: String? = nil, summary: String = "A place.",
    profile: MemberProfile = .empty
  ) -> DirectoryDocument.Member {
    DirectoryDocument.Member(
      slug: slug, kind: "municipality", name: "Municipality of \(slug)", shortName: shortName ?? slug,
      county: county, area: nil, summary: summary,
      population: population.map { Population(value: $0, approximate: false) },
      joined: joined, left: left, focusAreas: [], facts: [], image: nil, topics: topics,
      profile: profile)
  }
}
