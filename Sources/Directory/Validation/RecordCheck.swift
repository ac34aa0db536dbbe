/// Checks the fields of records, each at its place in the document.
struct RecordCheck {
  let values: ValueCheck
  let known: KnownReferences
  /// The fields by which the values of members are checked.
  let fields: [Field]
  /// The slugs that records have now, which no former slug may be.
  let current: [FormerSlug.Kind: Set<String>]

  init(
    _ known: KnownReferences, fields: [Field], current: [FormerSlug.Kind: Set<String>] = [:],
    faults: FaultList
  ) {
    values = ValueCheck(faults: faults)
    self.known = known
    self.fields = fields
    self.current = current
  }

  func each<Item>(_ items: [Item], _ pointer: String, _ check: (Item, String) -> Void) {
    for (index, item) in items.enumerated() { check(item, "\(pointer)/\(index)") }
  }

  func organisation(_ organisation: Organisation, at pointer: String) {
    values.text(organisation.name, at: pointer + "/name", limit: DocumentLimits.name)
    if let shortName = organisation.shortName {
      values.text(shortName, at: pointer + "/shortName", limit: DocumentLimits.name)
    }
    values.text(organisation.region, at: pointer + "/region", limit: DocumentLimits.name)
    values.text(organisation.summary, at: pointer + "/summary", limit: DocumentLimits.text)
    values.number(
      organisation.copyrightYear, at: pointer + "/copyrightYear", within: DocumentLimits.copyrightYear)
    languages(organisation.languages, at: pointer + "/languages")
    if let collation = organisation.collation {
      values.value(
        collation, among: Set(Alphabet.languages), of: "collation", at: pointer + "/collation")
    }
    synonyms(organisation.synonyms, at: pointer + "/synonyms")
    if let logo = organisation.logo { image(logo, at: pointer + "/logo") }
  }

  func office(_ office: DirectoryDocument.Office, at pointer: String) {
    values.slug(office.id, at: pointer + "/id")
    values.text(office.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(office.host, at: pointer + "/host", limit: DocumentLimits.name)
    values.text(office.street, at: pointer + "/street", limit: DocumentLimits.name)
    values.text(office.postcode, at: pointer + "/postcode", limit: DocumentLimits.postcode)
    values.text(office.city, at: pointer + "/city", limit: DocumentLimits.name)
    values.country(office.country, at: pointer + "/country")
    if let member = office.member {
      values.reference(member, to: known.members, of: "member", at: pointer + "/member")
    }
  }

  func contact(_ contact: DirectoryDocument.Contact, at pointer: String) {
    values.slug(contact.id, at: pointer + "/id")
    values.text(contact.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(contact.role, at: pointer + "/role", limit: DocumentLimits.name)
    if let email = contact.email { values.email(email, at: pointer + "/email") }
    telephone(contact.telephone, at: pointer + "/telephone")
    if let office = contact.office {
      values.reference(office, to: known.offices, of: "office", at: pointer + "/office")
    }
    if let member = contact.member {
      values.reference(member, to: known.members, of: "member", at: pointer + "/member")
    }
    if let order = contact.order {
      values.number(order, at: pointer + "/order", within: DocumentLimits.order)
    }
    if let portrait = contact.portrait { image(portrait, at: pointer + "/portrait") }
  }

  func kind(_ kind: Kind, at pointer: String) {
    values.slug(kind.slug, at: pointer + "/slug")
    values.text(kind.name, at: pointer + "/name", limit: DocumentLimits.name)
    if let plural = kind.pluralName {
      values.text(plural, at: pointer + "/pluralName", limit: DocumentLimits.name)
    }
    if let order = kind.order { values.number(order, at: pointer + "/order", within: DocumentLimits.order) }
    if let type = kind.schemaType {
      values.value(type, among: Set(Kind.schemaTypes), of: "type of schema.org", at: pointer + "/schemaType")
    }
  }

  func topic(_ topic: DirectoryDocument.Topic, at pointer: String) {
    values.slug(topic.slug, at: pointer + "/slug")
    values.value(topic.kind, among: known.topicKinds, of: "topic kind", at: pointer + "/kind")
    values.text(topic.name, at: pointer + "/name", limit: DocumentLimits.name)
    if let summary = topic.summary {
      values.text(summary, at: pointer + "/summary", limit: DocumentLimits.text)
    }
    if let broader = topic.broader {
      values.reference(broader, to: known.topics, of: "topic", at: pointer + "/broader")
    }
  }

  func member(_ member: DirectoryDocument.Member, at pointer: String) {
    values.slug(member.slug, at: pointer + "/slug")
    values.value(member.kind, among: known.memberKinds, of: "member kind", at: pointer + "/kind")
    values.text(member.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(member.shortName, at: pointer + "/shortName", limit: DocumentLimits.name)
    if let county = member.county {
      values.reference(county, to: known.counties, of: "county", at: pointer + "/county")
    }
    if let area = member.area {
      values.reference(area, to: known.areas, of: "area", at: pointer + "/area")
    }
    if !member.summary.isEmpty {
      values.text(member.summary, at: pointer + "/summary", limit: DocumentLimits.text)
    }
    if let population = member.population {
      values.number(population.value, at: pointer + "/population/value", within: DocumentLimits.population)
    }
    if let joined = member.joined { values.date(joined, at: pointer + "/joined") }
    if let left = member.left {
      values.date(left, at: pointer + "/left")
      values.order(member.joined ?? left, left, at: pointer + "/left")
    }
    each(member.focusAreas, pointer + "/focusAreas") {
      values.text($0, at: $1, limit: DocumentLimits.name)
    }
    each(member.facts, pointer + "/facts") {
      values.text($0.label, at: $1 + "/label", limit: DocumentLimits.label)
      values.text($0.text, at: $1 + "/text", limit: DocumentLimits.text)
    }
    if let image = member.image { self.image(image, at: pointer + "/image") }
    let topics = member.topics.map(\.slug)
    each(topics, pointer + "/topics") { values.reference($0, to: known.topics, of: "topic", at: $1) }
    unique(topics, at: { "\(pointer)/topics/\($0)" })
    if member.profile != .empty { profile(member.profile, at: pointer) }
  }

  func former(_ former: FormerSlug, at pointer: String) {
    let current = current[former.type] ?? []
    values.slug(former.slug, at: pointer + "/slug")
    if current.contains(former.slug) {
      values.faults.add(
        .duplicate, at: pointer + "/slug", "\"\(former.slug)\" is now the slug of a \(former.type.noun)",
        hint: "remove it: a former slug is not used again")
    }
    if let name = former.name { values.text(name, at: pointer + "/name", limit: DocumentLimits.name) }
    if let until = former.until { values.date(until, at: pointer + "/until") }
    each(former.successors, pointer + "/successors") {
      values.reference($0, to: current, of: former.type.noun, at: $1)
    }
    unique(former.successors, at: { "\(pointer)/successors/\($0)" })
  }

  func unique(_ names: [String], at pointer: (Int) -> String) {
    var firsts: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let first = firsts[name] {
        values.faults.add(
          .duplicate, at: pointer(index), "\"\(name)\" is already at \(pointer(first))",
          hint: "give each its own, or remove one")
      } else {
        firsts[name] = index
      }
    }
  }

  func topicsAscend(_ topics: [DirectoryDocument.Topic]) {
    let broader = Dictionary(topics.map { ($0.slug, $0.broader) }, uniquingKeysWith: { first, _ in first })
    for (index, topic) in topics.enumerated() {
      ascends(topic, at: "/topics/\(index)/broader") { broader[$0] ?? nil }
    }
  }

  /// Checks that the chain of broader topics doesn't lead back to the topic.
  func ascends<Failure: Error>(
    _ topic: DirectoryDocument.Topic, at pointer: String, _ broader: (String) throws(Failure) -> String?
  ) throws(Failure) {
    guard try leadsBack(to: topic.slug, from: topic.broader, broader) else { return }
    values.faults.add(
      .cycle, at: pointer, "\"\(topic.slug)\" is broader than itself",
      hint: "remove one of the steps between")
  }

  /// Reports whether a chain of references comes to the slug. A circle without it ends too.
  func leadsBack<Failure: Error>(
    to slug: String, from start: String?, _ next: (String) throws(Failure) -> String?
  ) throws(Failure) -> Bool {
    var seen: Set<String> = []
    var current = start
    while let other = current, other != slug, seen.insert(other).inserted { current = try next(other) }
    return current == slug
  }
}
