/// The text of a directory document: JSON, UTF-8, the same octets for the same document.
package enum DocumentJSON {
  /// Refuses what is not of the document's shape, unknown names included, with every fault at once. What
  /// the values say is for `DocumentValidation`.
  package static func decode(_ bytes: [UInt8]) throws(DirectoryError) -> DirectoryDocument {
    let faults = FaultList()
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONParser.parse(bytes)
    } catch {
      let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      faults.add(
        .malformed, at: "", "not JSON at line \(line), octet \(error.offset): \(error.message)",
        hint: "correct the text")
      throw .invalidDocument(faults.faults)
    }
    let document = document(FieldReader(value, at: "", faults: faults), faults: faults)
    try faults.throwIfAny()
    return document
  }

  package static func encode(_ document: DirectoryDocument) -> [UInt8] {
    json(document).prettyPrinted()
  }
}

extension DocumentJSON {
  private static func document(_ fields: FieldReader, faults: FaultList) -> DirectoryDocument {
    let format = fields.string("format")
    let version = fields.integer("version")
    if fields.isObject, format != DirectoryDocument.format || version != DirectoryDocument.version {
      faults.add(
        .unsupportedVersion, at: "/version", "this is version \(version) of the format \"\(format)\"",
        hint: "use version \(DirectoryDocument.version) of \"\(DirectoryDocument.format)\"")
    }
    let document = DirectoryDocument(
      organisation: organisation(fields.object("organisation")),
      offices: fields.objects("offices", office),
      contacts: fields.objects("contacts", contact),
      counties: fields.objects("counties", county),
      topics: fields.objects("topics", topic),
      members: fields.objects("members", member),
      formerSlugs: fields.optionalObjects("formerSlugs") { formerSlug($0, faults: faults) }.compactMap { $0 })
    fields.refuseTheRest()
    return document
  }

  static func organisation(_ fields: FieldReader) -> Organisation {
    defer { fields.refuseTheRest() }
    return Organisation(
      name: fields.string("name"), shortName: fields.optionalString("shortName"),
      region: fields.string("region"), summary: fields.string("summary"),
      copyrightYear: fields.integer("copyrightYear"))
  }

  static func formerSlug(_ fields: FieldReader, faults: FaultList) -> FormerSlug? {
    let type = fields.value("type", of: "type", among: FormerSlug.Kind.allCases.map(\.rawValue))
    let slug = fields.string("slug")
    let name = fields.optionalString("name")
    let until = fields.optionalString("until")
    let successors = fields.optionalStrings("successors")
    return FormerSlug.Kind(rawValue: type).map {
      FormerSlug(type: $0, slug: slug, name: name, until: until, successors: successors)
    }
  }

  static func office(_ fields: FieldReader) -> Office {
    Office(
      id: fields.string("id"), name: fields.string("name"), host: fields.string("host"),
      street: fields.string("street"), postcode: fields.string("postcode"), city: fields.string("city"),
      country: fields.string("country"))
  }

  static func contact(_ fields: FieldReader) -> DirectoryDocument.Contact {
    DirectoryDocument.Contact(
      id: fields.string("id"), name: fields.string("name"), role: fields.string("role"),
      email: fields.optionalString("email"),
      telephone: fields.optionalObject("telephone") {
        Telephone(e164: $0.string("e164"), printed: $0.string("printed"))
      },
      emailProtected: fields.boolean("emailProtected"), office: fields.optionalString("office"))
  }

  static func county(_ fields: FieldReader) -> DirectoryDocument.County {
    DirectoryDocument.County(
      slug: fields.string("slug"), name: fields.string("name"), shortName: fields.string("shortName"))
  }

  static func topic(_ fields: FieldReader) -> DirectoryDocument.Topic {
    DirectoryDocument.Topic(
      slug: fields.string("slug"), kind: fields.string("kind"), name: fields.string("name"),
      summary: fields.string("summary"), broader: fields.optionalString("broader"))
  }

  static func member(_ fields: FieldReader) -> DirectoryDocument.Member {
    DirectoryDocument.Member(
      slug: fields.string("slug"), kind: fields.string("kind"), name: fields.string("name"),
      shortName: fields.string("shortName"), county: fields.optionalString("county"),
      summary: fields.string("summary"),
      population: fields.optionalObject("population") {
        Population(value: $0.integer("value"), approximate: $0.boolean("approximate"))
      },
      joined: fields.optionalString("joined"), left: fields.optionalString("left"),
      focusAreas: fields.optionalStrings("focusAreas"),
      facts: fields.optionalObjects("facts") { Fact(label: $0.string("label"), text: $0.string("text")) },
      image: fields.optionalObject("image") { Image(credit: $0.string("credit")) },
      topics: fields.strings("topics"))
  }
}

/// Absent means not stated: nil and, except for a member's topics, empty arrays are left out.
extension DocumentJSON {
  private static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { name, value in value.map { JSONMember(name: name, value: $0) } })
  }

  private static func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }

  private static func array<Item>(_ items: [Item], _ json: (Item) -> JSONValue) -> JSONValue? {
    items.isEmpty ? nil : .array(items.map(json))
  }

  private static func json(_ document: DirectoryDocument) -> JSONValue {
    object([
      "format": .string(DirectoryDocument.format), "version": .integer(DirectoryDocument.version),
      "organisation": json(document.organisation), "offices": .array(document.offices.map(json)),
      "contacts": .array(document.contacts.map(json)), "counties": .array(document.counties.map(json)),
      "topics": .array(document.topics.map(json)), "members": .array(document.members.map(json)),
      "formerSlugs": array(document.formerSlugs, json),
    ])
  }

  static func json(_ facts: [Fact]) -> JSONValue {
    .array(facts.map { object(["label": .string($0.label), "text": .string($0.text)]) })
  }

  static func json(_ organisation: Organisation) -> JSONValue {
    object([
      "name": .string(organisation.name), "shortName": string(organisation.shortName),
      "region": .string(organisation.region), "summary": .string(organisation.summary),
      "copyrightYear": .integer(organisation.copyrightYear),
    ])
  }

  static func json(_ former: FormerSlug) -> JSONValue {
    object([
      "type": .string(former.type.rawValue), "slug": .string(former.slug), "name": string(former.name),
      "until": string(former.until), "successors": array(former.successors) { .string($0) },
    ])
  }

  static func json(_ office: Office) -> JSONValue {
    object([
      "id": .string(office.id), "name": .string(office.name), "host": .string(office.host),
      "street": .string(office.street), "postcode": .string(office.postcode), "city": .string(office.city),
      "country": .string(office.country),
    ])
  }

  static func json(_ contact: DirectoryDocument.Contact) -> JSONValue {
    object([
      "id": .string(contact.id), "name": .string(contact.name), "role": .string(contact.role),
      "email": string(contact.email),
      "telephone": contact.telephone.map {
        object(["e164": .string($0.e164), "printed": .string($0.printed)])
      },
      "emailProtected": .boolean(contact.emailProtected), "office": string(contact.office),
    ])
  }

  static func json(_ county: DirectoryDocument.County) -> JSONValue {
    object([
      "slug": .string(county.slug), "name": .string(county.name), "shortName": .string(county.shortName),
    ])
  }

  static func json(_ topic: DirectoryDocument.Topic) -> JSONValue {
    object([
      "slug": .string(topic.slug), "kind": .string(topic.kind), "name": .string(topic.name),
      "summary": .string(topic.summary), "broader": string(topic.broader),
    ])
  }

  static func json(_ member: DirectoryDocument.Member) -> JSONValue {
    object([
      "slug": .string(member.slug), "kind": .string(member.kind), "name": .string(member.name),
      "shortName": .string(member.shortName), "county": string(member.county),
      "summary": .string(member.summary),
      "population": member.population.map {
        object(["value": .integer($0.value), "approximate": .boolean($0.approximate)])
      },
      "joined": string(member.joined), "left": string(member.left),
      "focusAreas": array(member.focusAreas) { .string($0) },
      "facts": member.facts.isEmpty ? nil : json(member.facts),
      "image": member.image.map { object(["credit": .string($0.credit)]) },
      "topics": .array(member.topics.map { .string($0) }),
    ])
  }
}
