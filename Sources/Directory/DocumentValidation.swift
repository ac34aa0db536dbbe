/// What a document's values must satisfy before any of it is written.
package enum DocumentValidation {
  /// All faults, in the document's order; none means that a store can load it.
  ///
  /// - Parameter memberKinds: the slugs that the store knows, since that list grows by migration.
  package static func faults(in document: DirectoryDocument, memberKinds: [String]) -> [DocumentFault] {
    let faults = FaultList()
    let check = Check(document: document, memberKinds: memberKinds, faults: faults)
    check.organisation(document.organisation)
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
}

private struct Check {
  let values: ValueCheck
  let offices: Set<String>
  let counties: Set<String>
  let topics: Set<String>
  let memberKinds: Set<String>
  let living: [FormerSlug.Kind: Set<String>]

  init(document: DirectoryDocument, memberKinds: [String], faults: FaultList) {
    values = ValueCheck(faults: faults)
    offices = Set(document.offices.map(\.id))
    counties = Set(document.counties.map(\.slug))
    topics = Set(document.topics.map(\.slug))
    self.memberKinds = Set(memberKinds)
    living = [
      .member: Set(document.members.map(\.slug)), .topic: topics, .office: offices, .county: counties,
      .contact: Set(document.contacts.map(\.id)),
    ]
  }

  func each<Item>(_ items: [Item], _ pointer: String, _ check: (Item, String) -> Void) {
    for (index, item) in items.enumerated() { check(item, "\(pointer)/\(index)") }
  }

  func organisation(_ organisation: Organisation) {
    values.text(organisation.name, at: "/organisation/name", limit: DocumentLimits.name)
    if let shortName = organisation.shortName {
      values.text(shortName, at: "/organisation/shortName", limit: DocumentLimits.name)
    }
    values.text(organisation.region, at: "/organisation/region", limit: DocumentLimits.name)
    values.text(organisation.summary, at: "/organisation/summary", limit: DocumentLimits.text)
    values.number(
      organisation.copyrightYear, at: "/organisation/copyrightYear", within: DocumentLimits.copyrightYear)
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
    if let telephone = contact.telephone {
      values.telephone(telephone.e164, at: pointer + "/telephone/e164")
      values.text(
        telephone.printed, at: pointer + "/telephone/printed", limit: DocumentLimits.printedTelephone)
    }
    if let office = contact.office {
      values.reference(office, to: offices, of: "office", at: pointer + "/office")
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
      values.reference(broader, to: topics, of: "topic", at: pointer + "/broader")
    }
  }

  func member(_ member: DirectoryDocument.Member, at pointer: String) {
    values.slug(member.slug, at: pointer + "/slug")
    values.value(member.kind, among: memberKinds, of: "member kind", at: pointer + "/kind")
    values.text(member.name, at: pointer + "/name", limit: DocumentLimits.name)
    values.text(member.shortName, at: pointer + "/shortName", limit: DocumentLimits.name)
    if let county = member.county {
      values.reference(county, to: counties, of: "county", at: pointer + "/county")
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
    each(member.topics, pointer + "/topics") { values.reference($0, to: topics, of: "topic", at: $1) }
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

  /// Broader topics lead upwards and end.
  func topicsAscend(_ topics: [DirectoryDocument.Topic]) {
    let broader = Dictionary(topics.map { ($0.slug, $0.broader) }, uniquingKeysWith: { first, _ in first })
    for (index, topic) in topics.enumerated() {
      var seen: Set<String> = []
      var next = topic.broader
      while let slug = next, slug != topic.slug, seen.insert(slug).inserted { next = broader[slug] ?? nil }
      if next == topic.slug {
        values.faults.add(
          .cycle, at: "/topics/\(index)/broader", "\"\(topic.slug)\" stands above itself",
          hint: "take away one of the steps between")
      }
    }
  }
}
