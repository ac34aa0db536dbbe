/// The rules that the values of a document or a record must satisfy before any of it is written.
package enum DocumentValidation {
  /// Returns all faults in the order of the document. A store can load a document that has none.
  ///
  /// - Parameters:
  ///   - memberKinds: the slugs of the kinds of members, for a document that lists none.
  ///   - topicKinds: the slugs of the kinds of topics, for a document that lists none.
  ///   - fields: the fields of members, for a document that lists none.
  package static func faults(
    in document: DirectoryDocument, memberKinds: [String], topicKinds: [String], fields: [Field]
  ) -> [DocumentFault] {
    let faults = FaultList()
    var known = KnownReferences(
      offices: Set(document.offices.map(\.id)), counties: Set(document.counties.map(\.slug)),
      areas: Set(document.allAreas.map(\.slug)),
      topics: Set(document.topics.map(\.slug)), members: Set(document.members.map(\.slug)),
      memberKinds: Set(document.memberKinds?.map(\.slug) ?? memberKinds),
      topicKinds: Set(document.topicKinds?.map(\.slug) ?? topicKinds))
    known.speak(document.organisation.languages)
    let current = current(document, known)
    let check = RecordCheck(known, fields: document.fields ?? fields, current: current, faults: faults)
    check.organisation(document.organisation, at: "/organisation")
    check.translations(document.organisation.translations, of: .organisation, at: "/organisation")
    check.each(document.offices, "/offices", of: .office, \.translations, check.office)
    check.each(document.contacts, "/contacts", of: .contact, \.translations, check.contact)
    check.each(document.memberKinds ?? [], "/memberKinds", of: .memberKind, \.translations, check.kind)
    check.each(document.topicKinds ?? [], "/topicKinds", of: .topicKind, \.translations, check.kind)
    check.each(document.areas, "/areas", of: .area, \.translations, check.area)
    check.fields(document.fields ?? [])
    check.each(document.counties, "/counties", of: .county, \.translations, check.area)
    check.each(document.topics, "/topics", of: .topic, \.translations, check.topic)
    check.each(document.members, "/members", of: .member, \.translations, check.member)
    check.unique(document.offices.map(\.id), at: { "/offices/\($0)/id" })
    check.unique(document.contacts.map(\.id), at: { "/contacts/\($0)/id" })
    check.unique(document.memberKinds?.map(\.slug) ?? [], at: { "/memberKinds/\($0)/slug" })
    check.unique(document.topicKinds?.map(\.slug) ?? [], at: { "/topicKinds/\($0)/slug" })
    check.areas(of: document)
    check.unique(document.topics.map(\.slug), at: { "/topics/\($0)/slug" })
    check.unique(document.members.map(\.slug), at: { "/members/\($0)/slug" })
    check.topicsAscend(document.topics)
    check.each(document.formerSlugs, "/formerSlugs", check.former)
    check.unique(
      document.formerSlugs.map { "\($0.type.rawValue)/\($0.slug)" }, at: { "/formerSlugs/\($0)/slug" })
    return faults.faults
  }

  /// Returns all faults of one record. Throws what `broader` and `parent` throw.
  ///
  /// - Parameters:
  ///   - known: the records to which it may refer. A draft may refer to records that don't exist yet.
  ///   - fields: the fields of members.
  ///   - broader: returns the slug of the topic that is broader than a topic.
  ///   - parent: returns the slug of the area that an area is in.
  package static func faults(
    in record: DirectoryRecord, known: KnownReferences, fields: [Field],
    broader: (String) throws(DirectoryError) -> String? = { _ in nil },
    parent: (String) throws(DirectoryError) -> String? = { _ in nil }
  ) throws(DirectoryError) -> [DocumentFault] {
    let faults = FaultList()
    let check = RecordCheck(known, fields: fields, faults: faults)
    switch record {
    case .organisation(let organisation): check.organisation(organisation, at: "")
    case .office(let office): check.office(office, at: "")
    case .contact(let contact): check.contact(contact, at: "")
    case .memberKind(let kind), .topicKind(let kind): check.kind(kind, at: "")
    case .field(let field): check.field(field, at: "")
    case .area(let area), .county(let area):
      check.area(area, at: "")
      try check.ascends(area, at: "/parent", parent)
    case .topic(let topic):
      check.topic(topic, at: "")
      try check.ascends(topic, at: "/broader", broader)
    case .member(let member): check.member(member, at: "")
    }
    check.translations(record.translations, of: record.key.type, at: "")
    return faults.faults
  }
}

extension DocumentValidation {
  /// Returns the slugs that the records of a document have.
  private static func current(
    _ document: DirectoryDocument, _ known: KnownReferences
  ) -> [FormerSlug.Kind: Set<String>] {
    [
      .member: known.members, .topic: known.topics, .office: known.offices, .county: known.counties,
      .area: known.areas.subtracting(known.counties), .contact: Set(document.contacts.map(\.id)),
      .memberKind: known.memberKinds, .topicKind: known.topicKinds,
    ]
  }

  /// Returns the fault of a new record whose slug is a former slug.
  package static func formerSlug(of record: DirectoryRecord) -> DocumentFault {
    let key = record.key
    return DocumentFault(
      pointer: "/\(key.type.slugField ?? "")", code: .duplicate,
      message: "\"\(key.slug)\" was the slug of another \(key.type.noun)",
      hint: "use another slug: a former slug is not used again")
  }
}
