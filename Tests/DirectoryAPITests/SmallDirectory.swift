import Directory
import Locking
import TestSupport

@testable import DirectoryAPI

/// The directory that most tests of the API use, with five members and four topics. Each field is stated in
/// some records and left out in others.
enum SmallDirectory {
  /// 2021-03-04T05:06:07Z, which is a Thursday.
  static let changedAt: Int64 = 1_614_834_367

  static let document = DirectoryDocument(
    organisation: Organisation(
      name: "Office of the Region", shortName: nil, region: "The region", summary: "Speaks for its members.",
      copyrightYear: 2021),
    offices: offices, contacts: contacts, memberKinds: nil, topicKinds: nil, fields: nil, areas: [],
    counties: counties,
    topics: topics,
    members: members,
    formerSlugs: [])

  private static let offices: [DirectoryDocument.Office] = [
    .make(
      id: "brussels", name: "Brussels office", host: "Nordic House", street: "Rue 3 / 5", postcode: "1000",
      city: "Brussels", country: "BE"),
    .make(
      id: "oslo", name: "Oslo office", host: "Mesh", street: "Gate 2", postcode: "0160", city: "Oslo",
      country: "NO"),
  ]

  private static let contacts = [
    DirectoryDocument.Contact(
      id: "kari-nordmann", name: "Kari Nordmann", role: "Director", email: nil,
      telephone: Telephone(e164: "+4700000000", printed: "+47 00 00 00 00"), emailProtected: true,
      telephoneProtected: false, office: "brussels", member: nil, order: nil),
    DirectoryDocument.Contact(
      id: "ola-nordmann", name: "Ola Nordmann", role: "Adviser", email: nil, telephone: nil,
      emailProtected: true, telephoneProtected: false, office: nil, member: nil, order: nil),
  ]

  private static let counties = [
    DirectoryDocument.Area.make(slug: "innlandet", name: "Innlandet County", shortName: "Innlandet"),
    DirectoryDocument.Area.make(slug: "viken", name: "Viken County", shortName: "Viken"),
  ]

  private static let topics = [
    topic("climate", "Climate", "theme"), topic("erasmus-plus", "Erasmus+", "programme"),
    topic("mental-health", "Mental health", "theme", broader: "public-health"),
    topic("public-health", "Public health", "theme"),
  ]

  private static func topic(
    _ slug: String, _ name: String, _ kind: String, broader: String? = nil
  ) -> DirectoryDocument.Topic {
    DirectoryDocument.Topic(slug: slug, kind: kind, name: name, summary: "About \(slug).", broader: broader)
  }

  private static let members = [
    member("asker", "municipality", "Municipality of Asker", "Asker", "A \"green\" municipality.") {
      $0.county = "viken"
      $0.population = Population(value: 94_000, approximate: true)
      $0.joined = "2021-01-01"
      $0.focusAreas = ["Climate", "Health"]
      $0.facts = [Fact(label: "Partner", text: "Namibia")]
      $0.topics = ["climate", "mental-health"]
    },
    member("baerum", "municipality", "Municipality of Bærum", "Bærum", "Next to Asker.") {
      $0.county = "viken"
      $0.topics = ["climate"]
    },
    member("elverum", "municipality", "Municipality of Elverum", "Elverum", "In the forest.") {
      $0.county = "innlandet"
    },
    member("oslomet", "university", "Oslo Metropolitan University", "OsloMet", "A university.") {
      $0.image = Image(credit: "A Photographer")
      $0.topics = ["climate", "erasmus-plus"]
    },
    member("viken", "county", "Viken County", "Viken", "A county."),
  ]

  private static func member(
    _ slug: String, _ kind: String, _ name: String, _ shortName: String, _ summary: String,
    _ state: (inout DirectoryDocument.Member) -> Void = { _ in }
  ) -> DirectoryDocument.Member {
    var member = DirectoryDocument.Member(
      slug: slug, kind: kind, name: name, shortName: shortName, county: nil, area: nil, summary: summary,
      population: nil, joined: nil, left: nil, focusAreas: [], facts: [], image: nil, topics: [],
      profile: .empty)
    state(&member)
    return member
  }
}

/// The clock that dates a directory's writes.
final class WriteClock: Sendable {
  private let time = Guarded(SmallDirectory.changedAt)
  var now: Int64 { time.withLock { $0 } }
  func advance(by seconds: Int64) { time.withLock { $0 += seconds } }
}

extension Service {
  /// Returns the text of a new token.
  func token(_ role: Role) throws -> String {
    let text = TokenSecret.make()
    _ = try store.createToken(
      Token(
        name: "Kari", role: role, createdAt: 0, expiresAt: nil, revokedAt: nil,
        digest: TokenSecret.digest(text.utf8)))
    return text
  }

  /// Replaces the directory with another one, which may break the rules of a document.
  func change(_ change: (inout DirectoryDocument) -> Void) {
    var document = SmallDirectory.document
    change(&document)
    clock.advance(by: 60)
    store.replace(with: document)
  }

  /// Changes a member one minute after the last change.
  func correct(
    _ slug: String, _ change: @escaping @Sendable (inout DirectoryDocument.Member) -> Void
  ) throws {
    clock.advance(by: 60)
    try store.write { editor throws(DirectoryError) in
      guard case .member(var member)? = try editor.stored(RecordKey(.member, slug))?.record else { return }
      change(&member)
      try editor.save(StoredRecord(.member(member), .published), by: Author(name: "test"))
    }
  }

  /// Deletes a member one minute after the last change.
  func delete(member slug: String) throws {
    clock.advance(by: 60)
    try store.write { editor throws(DirectoryError) in
      try editor.delete(RecordKey(.member, slug), by: Author(name: "test"))
    }
  }
}
