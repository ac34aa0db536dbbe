import Directory
import TestSupport

/// Generates a valid directory of any size. The same size gives the same directory.
enum GeneratedDirectory {
  private static let names = [
    "Asker", "Bærum", "Ås", "Aasen", "Øyer", "Ærdal", "Zander", "Löten", "élv", "Tana",
  ]

  static func document(members count: Int, topics topicCount: Int = 40) -> DirectoryDocument {
    let kinds = Kind.firstOfTopics.map(\.slug)
    let topics = (0..<topicCount).map { index in
      DirectoryDocument.Topic.make(
        slug: "topic-\(index)", kind: kinds[index % kinds.count], name: "Topic \(index)",
        summary: "About it.",
        broader: broader("topic-\(index)"))
    }
    let counties = (0..<10).map { index in
      DirectoryDocument.Area.make(
        slug: "county-\(index)", name: "County \(index)", shortName: "C\(index)", parent: "country")
    }
    let members = (0..<count).map { member($0, topicCount: topicCount) }
    return DirectoryDocument.make(
      offices: (0..<3).map {
        DirectoryDocument.Office.make(
          id: "office-\($0)", name: "Office \($0)", host: "H", street: "S", postcode: "0160", city: "Oslo",
          country: "NO")
      },
      contacts: (0..<3).map {
        DirectoryDocument.Contact.make(
          id: "contact-\($0)", name: "Contact \($0)", role: "Role",
          telephone: $0 == 0 ? Telephone(e164: "+4722334455", printed: "22 33 44 55") : nil,
          emailProtected: true, office: $0 == 1 ? nil : "office-\($0)")
      },
      fields: [
        Field(
          name: "voices", label: .plain("Voices"), valueType: .choice, help: nil, order: nil,
          choices: ["a", "b"].map { Field.Choice(value: $0, label: nil) }, visibility: .everyone,
          filterable: true, facetable: true)
      ], areas: [DirectoryDocument.Area.make(slug: "country", name: "Country", kind: "country")],
      counties: counties, topics: topics.sorted { $0.slug < $1.slug },
      members: members.sorted { $0.slug < $1.slug })
  }

  /// Returns the topic above another; nil if there is none.
  static func broader(_ topic: String) -> String? {
    guard let index = Int(topic.dropFirst("topic-".count)), index > 0, index % 5 == 0 else { return nil }
    return "topic-\(index - 1)"
  }

  private static func member(_ index: Int, topicCount: Int) -> DirectoryDocument.Member {
    let isCounty = index < 5
    let name = names[index % names.count]
    return DirectoryDocument.Member.make(
      slug: isCounty ? "county-\(index)" : "member-\(index)", kind: isCounty ? "county" : "municipality",
      name: "Municipality of \(name) \(index)", shortName: "\(name) \(index % 997)",
      county: isCounty || index % 7 == 0 ? nil : "county-\(index % 10)", summary: "A place.",
      population: index % 3 == 0 ? Population(value: index, approximate: index % 2 == 0) : nil,
      joined: index % 4 == 0 ? "2021-01-01" : nil,
      focusAreas: (0..<index % 3).map { "Focus \($0) of \(index)" },
      facts: (0..<index % 2).map { Fact(label: "Fact \($0)", text: "Text of \(index)") },
      image: index % 9 == 0 ? Image(credit: "Someone") : nil,
      // All members have topic 0; the other topics are less frequent.
      topics: Set((0..<4).map { (index * $0 * 13) % max(topicCount, 1) }).map { number in
        // All members work with topic 0.
        let relation = number == 0 ? .worksWith : TopicRelation.allCases[(index + number) / 7 % 3]
        return DirectoryDocument.MemberTopic(slug: "topic-\(number)", relation: relation)
      }.sorted { $0.slug < $1.slug }, profile: profile(index))
  }

  /// Returns the profile of a member. Every second one has a value of a field of the directory.
  private static func profile(_ index: Int) -> MemberProfile {
    var profile = MemberProfile.empty
    if index % 2 == 1 {
      profile.custom = [JSONMember(name: "voices", value: .string(index % 3 == 0 ? "a" : "b"))]
    }
    if index % 5 == 2 {
      profile.website = "https://member-\(index).example"
      profile.visitingAddress = PostalAddress(
        street: nil, postcode: "01\(10 + index % 90)", city: "City \(index % 7)", country: "NO")
      profile.numberOfMembers = CountOfYear(value: index % 400, approximate: false, year: nil)
    }
    if index % 6 == 1 {
      profile.location = Location(
        latitude: 58_000_000 + index * 1_000, longitude: 5_000_000 + index * 2_000, precision: .place)
      profile.numberOfEmployees = CountOfYear(value: index % 90, approximate: true, year: 2024)
      profile.identifiers = [Identifier(scheme: "local", value: "\(index)")]
    }
    return profile
  }
}
