/// What a document's values must satisfy before any of it is written.
package enum DocumentValidation {
  /// All faults, in the document's order; none means that a store can load it.
  ///
  /// - Parameter memberKinds: the slugs that the store knows, since that list grows by migration.
  package static func faults(in document: DirectoryDocument, memberKinds: [String]) -> [DocumentFault] {
    let faults = FaultList()
    let known = KnownReferences(
      offices: Set(document.offices.map(\.id)), counties: Set(document.counties.map(\.slug)),
      topics: Set(document.topics.map(\.slug)), memberKinds: Set(memberKinds))
    let living: [FormerSlug.Kind: Set<String>] = [
      .member: Set(document.members.map(\.slug)), .topic: known.topics, .office: known.offices,
      .county: known.counties, .contact: Set(document.contacts.map(\.id)),
    ]
    let check = Check(known, living: living, faults: faults)
    check.organisation(document.organisation, at: "/organisation")
    check.each(document.offices, "/offices", check.office)
    check.each(document.contacts, "/contacts", check.contact)
    check.each(document.counties, "/counties", check.county)
    check.each(document.topics, "/topics", check.topic)
    check.each(document.members, "/members", check.member)
    check.unique(document.offices.map(\.id), at: { "/offices/\($0)/id" })
    check.unique(document.contacts.map(\.id), at: { "/contacts/\($0)/id" })
    check.unique(document.counties.map(\.slug), at: { "/counties/\($0)/slug" })
    check.unique(document.topics.map(\.slug), at: { "/topics/\($0)/slug" })
    check.unique(document.members.map(\.slug), at: { "/members/\($0)/slug" })
    check.topicsAscend(document.topics)
    check.each(document.formerSlugs, "/formerSlugs", check.former)
    check.unique(
      document.formerSlugs.map { "\($0.type.rawValue)/\($0.slug)" }, at: { "/formerSlugs/\($0)/slug" })
    return faults.faults
  }

  /// All faults of one record. `known` is nil for a draft, which may refer to what is not there yet.
  ///
  /// - Parameter broader: what the directory says stands above a topic.
  package static func faults(
    in record: DirectoryRecord, known: KnownReferences?, memberKinds: [String],
    broader: (String) throws(DirectoryError) -> String? = { _ in nil }
  ) throws(DirectoryError) -> [DocumentFault] {
    let faults = FaultList()
    let check = Check(
      known ?? KnownReferences(of: record, memberKinds: Set(memberKinds)), faults: faults)
    switch record {
    case .organisation(let organisation): check.organisation(organisation, at: "")
    case .office(let office): check.office(office, at: "")
    case .contact(let contact): check.contact(contact, at: "")
    case .county(let county): check.county(county, at: "")
    case .topic(let topic):
      check.topic(topic, at: "")
      try check.ascends(topic, at: "/broader", broader)
    case .member(let member): check.member(member, at: "")
    }
    return faults.faults
  }
}

extension DocumentValidation {
  /// The fault of a record that bears what another was called by.
  package static func formerSlug(of record: DirectoryRecord) -> DocumentFault {
    let key = record.key
    return DocumentFault(
      pointer: "/\(key.type.slugField ?? "")", code: .duplicate,
      message: "\"\(key.slug)\" was the slug of another \(key.type.rawValue)",
      hint: "a former slug stands for nothing else")
  }
}

/// What a record may refer to.
package struct KnownReferences: Sendable, Equatable {
  package var offices: Set<String>
  package var counties: Set<String>
  package var topics: Set<String>
  package var memberKinds: Set<String>

  package init(
    offices: Set<String> = [], counties: Set<String> = [], topics: Set<String> = [], memberKinds: Set<String>
  ) {
    self.offices = offices
    self.counties = counties
    self.topics = topics
    self.memberKinds = memberKinds
  }

  /// Just what the record refers to.
  package init(of record: DirectoryRecord, memberKinds: Set<String>) {
    self.init(memberKinds: memberKinds)
    switch record {
    case .contact(let contact): if let office = contact.office { offices = [office] }
    case .topic(let topic): if let broader = topic.broader { topics = [broader] }
    case .member(let member):
      if let county = member.county { counties = [county] }
      topics = Set(member.topics)
    case .organisation, .office, .county: break
    }
  }
}

private struct Check {
  let values: ValueCheck
  let known: KnownReferences
  let living: [FormerSlug.Kind: Set<String>]

  init(
    _ known: KnownReferences, living: [FormerSlug.Kind: Set<String>] = [:], faults: FaultList
  ) {
    values = ValueCheck(faults: faults)
    self.known = known
    self.living = living
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
  }

  func office(_ office: Office, at pointer: String) {
    values.slug(office.id, at: pointer + "/id")
    values.text(office.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(office.host, at: pointer + "/host", limit: DocumentLimits.name)
    values.text(office.street, at: pointer + "/street", limit: DocumentLimits.name)
    values.text(office.postcode, at: pointer + "/postcode", limit: DocumentLimits.postcode)
    values.text(office.city, at: pointer + "/city", limit: DocumentLimits.name)
    values.country(office.country, at: pointer + "/country")
  }

  func contact(_ contact: DirectoryDocument.Contact, at pointer: String) {
    values.slug(contact.id, at: pointer + "/id")
    values.text(contact.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(contact.role, at: pointer + "/role", limit: DocumentLimits.name)
    if let email = contact.email { values.email(email, at: pointer + "/email") }
    if let telephone = contact.telephone {
      values.telephone(telephone.e164, at: pointer + "/telephone/e164")
      values.text(
        telephone.printed, at: pointer + "/telephone/printed", limit: DocumentLimits.printedTelephone)
    }
    if let office = contact.office {
      values.reference(office, to: known.offices, of: "office", at: pointer + "/office")
    }
  }

  func county(_ county: DirectoryDocument.County, at pointer: String) {
    values.slug(county.slug, at: pointer + "/slug")
    values.text(county.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(county.shortName, at: pointer + "/shortName", limit: DocumentLimits.name)
  }

  func topic(_ topic: DirectoryDocument.Topic, at pointer: String) {
    values.slug(topic.slug, at: pointer + "/slug")
    values.value(topic.kind, among: Set(TopicKind.all), of: "topic kind", at: pointer + "/kind")
    values.text(topic.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(topic.summary, at: pointer + "/summary", limit: DocumentLimits.text)
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
    values.text(member.summary, at: pointer + "/summary", limit: DocumentLimits.text)
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
    if let image = member.image {
      values.text(image.credit, at: pointer + "/image/credit", limit: DocumentLimits.name)
    }
    each(member.topics, pointer + "/topics") { values.reference($0, to: known.topics, of: "topic", at: $1) }
    unique(member.topics, at: { "\(pointer)/topics/\($0)" })
  }

  func former(_ former: FormerSlug, at pointer: String) {
    let living = living[former.type] ?? []
    values.slug(former.slug, at: pointer + "/slug")
    if living.contains(former.slug) {
      values.faults.add(
        .duplicate, at: pointer + "/slug", "\"\(former.slug)\" is the slug of a \(former.type.rawValue) now",
        hint: "a former slug stands for nothing else")
    }
    if let name = former.name { values.text(name, at: pointer + "/name", limit: DocumentLimits.name) }
    if let until = former.until { values.date(until, at: pointer + "/until") }
    each(former.successors, pointer + "/successors") {
      values.reference($0, to: living, of: former.type.rawValue, at: $1)
    }
    unique(former.successors, at: { "\(pointer)/successors/\($0)" })
  }

  func unique(_ names: [String], at pointer: (Int) -> String) {
    var firsts: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let first = firsts[name] {
        values.faults.add(
          .duplicate, at: pointer(index), "\"\(name)\" stands at \(pointer(first)) already",
          hint: "give each its own, or take one away")
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

  /// Broader topics lead upwards and end.
  func ascends<Failure: Error>(
    _ topic: DirectoryDocument.Topic, at pointer: String, _ broader: (String) throws(Failure) -> String?
  ) throws(Failure) {
    var seen: Set<String> = []
    var next = topic.broader
    while let slug = next, slug != topic.slug, seen.insert(slug).inserted { next = try broader(slug) }
    guard next == topic.slug else { return }
    values.faults.add(
      .cycle, at: pointer, "\"\(topic.slug)\" stands above itself", hint: "take away one of the steps between"
    )
  }
}
