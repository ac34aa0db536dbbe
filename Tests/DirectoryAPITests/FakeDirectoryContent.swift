import Directory
import TestSupport

/// What the fake directory holds: small, but with each field stated somewhere and left out elsewhere.
enum FakeDirectory {
  /// 2021-03-04T05:06:07Z, a Thursday.
  static let changedAt: Int64 = 1_614_834_367

  static let organisation = Organisation.make(
    name: "Office of the Region", region: "The region", summary: "Speaks for its members.",
    copyrightYear: 2021)

  static let offices = [
    Office(
      id: "brussels", name: "Brussels office", host: "Nordic House", street: "Rue 3 / 5", postcode: "1000",
      city: "Brussels", country: "BE"),
    Office(
      id: "oslo", name: "Oslo office", host: "Mesh", street: "Gate 2", postcode: "0160", city: "Oslo",
      country: "NO"),
  ]

  static let contacts = [
    Contact.make(
      id: "kari-nordmann", name: "Kari Nordmann", role: "Director",
      telephone: Telephone(e164: "+4700000000", printed: "+47 00 00 00 00"), emailProtected: true,
      office: OfficeReference(id: "brussels", name: "Brussels office")),
    Contact.make(id: "ola-nordmann", name: "Ola Nordmann", role: "Adviser", emailProtected: true),
  ]

  static let topics = [
    topic("climate", "Climate", "theme", count: 3),
    topic("erasmus-plus", "Erasmus+", "programme", count: 1),
    topic(
      "mental-health", "Mental health", "theme", count: 1,
      broader: TopicReference(slug: "public-health", name: "Public health", kind: "theme")),
    topic("public-health", "Public health", "theme", count: 0),
  ]

  private static func topic(
    _ slug: String, _ name: String, _ kind: String, count: Int, broader: TopicReference? = nil
  ) -> Topic {
    Topic(
      slug: slug, name: name, kind: kind, summary: "About \(slug).", broader: broader, memberCount: count)
  }

  private static func reference(_ slug: String) -> TopicReference {
    let topic = topics.first { $0.slug == slug }
    return TopicReference(slug: slug, name: topic?.name ?? "", kind: topic?.kind ?? "")
  }

  private static let viken = CountyReference(slug: "viken", name: "Viken County", isMember: true)
  private static let innlandet = CountyReference(slug: "innlandet", name: "Innlandet County", isMember: false)

  static let members = [
    Member.make(
      slug: "asker", kind: "municipality", name: "Municipality of Asker", shortName: "Asker", county: viken,
      summary: "A \"green\" municipality.", population: Population(value: 94_000, approximate: true),
      joined: "2021-01-01", focusAreas: ["Climate", "Health"],
      facts: [Fact(label: "Partner", text: "Namibia")],
      topics: [reference("climate"), reference("mental-health")]),
    Member.make(
      slug: "baerum", kind: "municipality", name: "Municipality of Bærum", shortName: "Bærum", county: viken,
      summary: "Next to Asker.", topics: [reference("climate")]),
    Member.make(
      slug: "elverum", kind: "municipality", name: "Municipality of Elverum", shortName: "Elverum",
      county: innlandet, summary: "In the forest."),
    Member.make(
      slug: "oslomet", kind: "university", name: "Oslo Metropolitan University", shortName: "OsloMet",
      summary: "A university.", image: Image(credit: "A Photographer"),
      topics: [reference("climate"), reference("erasmus-plus")]),
    Member.make(
      slug: "viken", kind: "county", name: "Viken County", shortName: "Viken", summary: "A county."),
  ]
}
