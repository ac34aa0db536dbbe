/// Writes JSON. A field that is nil is left out, and so is an empty array, except for a member's topics.
extension DocumentJSON {
  package static func encode(_ document: DirectoryDocument) -> [UInt8] {
    json(document).prettyPrinted()
  }

  static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(self.members(members))
  }

  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> [JSONMember] {
    members.compactMap { name, value in value.map { JSONMember(name: name, value: $0) } }
  }

  static func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }

  static func array<Item>(_ items: [Item], _ json: (Item) -> JSONValue) -> JSONValue? {
    items.isEmpty ? nil : .array(items.map(json))
  }

  private static func json(_ document: DirectoryDocument) -> JSONValue {
    object([
      "format": .string(DirectoryDocument.format), "version": .integer(DirectoryDocument.version),
      "organisation": json(document.organisation), "offices": .array(document.offices.map(json)),
      "contacts": .array(document.contacts.map(json)),
      "memberKinds": document.memberKinds.map { .array($0.map(json)) },
      "topicKinds": document.topicKinds.map { .array($0.map(json)) },
      "areas": array(document.areas, json), "fields": array(document.fields ?? [], json),
      "counties": array(document.counties, json),
      "topics": .array(document.topics.map(json)), "members": .array(document.members.map(json)),
      "formerSlugs": array(document.formerSlugs, json),
    ])
  }

  package static func json(_ facts: [Fact]) -> JSONValue {
    .array(facts.map { object(["label": .string($0.label), "text": .string($0.text)]) })
  }

  static func json(_ organisation: Organisation) -> JSONValue {
    object([
      "name": .string(organisation.name), "shortName": string(organisation.shortName),
      "region": .string(organisation.region), "summary": .string(organisation.summary),
      "copyrightYear": .integer(organisation.copyrightYear),
      "languages": array(organisation.languages) { .string($0) },
      "collation": string(organisation.collation),
      "synonyms": array(organisation.synonyms) { .array($0.map { .string($0) }) },
      "logo": organisation.logo.map(json), "translations": json(organisation.translations),
    ])
  }

  static func json(_ former: FormerSlug) -> JSONValue {
    object([
      "type": .string(former.type.rawValue), "slug": .string(former.slug), "name": string(former.name),
      "until": string(former.until), "successors": array(former.successors) { .string($0) },
    ])
  }

  static func json(_ office: DirectoryDocument.Office) -> JSONValue {
    object([
      "id": .string(office.id), "name": .string(office.name), "host": .string(office.host),
      "street": .string(office.street), "postcode": .string(office.postcode), "city": .string(office.city),
      "country": .string(office.country), "member": string(office.member),
      "translations": json(office.translations),
    ])
  }

  static func json(_ contact: DirectoryDocument.Contact) -> JSONValue {
    object([
      "id": .string(contact.id), "name": .string(contact.name), "role": .string(contact.role),
      "email": string(contact.email),
      "telephone": contact.telephone.map(json), "emailProtected": .boolean(contact.emailProtected),
      "telephoneProtected": contact.telephoneProtected ? .boolean(true) : nil,
      "office": string(contact.office), "member": string(contact.member),
      "order": contact.order.map { .integer($0) }, "portrait": contact.portrait.map(json),
      "translations": json(contact.translations),
    ])
  }

  static func json(_ kind: Kind) -> JSONValue {
    object([
      "slug": .string(kind.slug), "name": .string(kind.name), "pluralName": string(kind.pluralName),
      "order": kind.order.map { .integer($0) }, "schemaType": string(kind.schemaType),
      "translations": json(kind.translations),
    ])
  }

  static func json(_ topic: DirectoryDocument.Topic) -> JSONValue {
    object([
      "slug": .string(topic.slug), "kind": .string(topic.kind), "name": .string(topic.name),
      "summary": string(topic.summary), "broader": string(topic.broader),
      "translations": json(topic.translations),
    ])
  }

  /// Returns only the slug of a topic that the member works with.
  static func json(_ topic: DirectoryDocument.MemberTopic) -> JSONValue {
    guard topic.relation != .worksWith else { return .string(topic.slug) }
    return object(["slug": .string(topic.slug), "relation": .string(topic.relation.rawValue)])
  }

  static func json(_ member: DirectoryDocument.Member) -> JSONValue {
    let own = members([
      "slug": .string(member.slug), "kind": .string(member.kind), "name": .string(member.name),
      "shortName": .string(member.shortName), "county": string(member.county),
      "area": string(member.area),
      "summary": member.summary.isEmpty ? nil : .string(member.summary),
      "population": member.population.map {
        object(["value": .integer($0.value), "approximate": .boolean($0.approximate)])
      },
      "joined": string(member.joined), "left": string(member.left),
      "focusAreas": array(member.focusAreas) { .string($0) },
      "facts": member.facts.isEmpty ? nil : json(member.facts),
      "image": member.image.map(json),
      "topics": .array(member.topics.map(json)),
    ])
    return .object(own + fields(of: member.profile) + members(["translations": json(member.translations)]))
  }
}
