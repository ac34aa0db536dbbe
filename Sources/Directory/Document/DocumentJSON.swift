/// Converts documents and records from and to JSON. Equal documents have equal text.
package enum DocumentJSON {
  /// Throws `invalidDocument` with all faults if the JSON doesn't have the form of a document; an unknown
  /// name is a fault too. `DocumentValidation` checks the values.
  package static func decode(_ bytes: [UInt8]) throws(DirectoryError) -> DirectoryDocument {
    let faults = FaultList()
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONParser.parse(bytes)
    } catch {
      let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      faults.add(
        .malformed, at: "", "not JSON at line \(line), byte \(error.offset): \(error.message)",
        hint: "correct the text")
      throw .invalidDocument(faults.faults)
    }
    let document = document(FieldReader(value, at: "", faults: faults), faults: faults)
    try faults.throwIfAny()
    return document
  }
}

extension DocumentJSON {
  private static func document(_ fields: FieldReader, faults: FaultList) -> DirectoryDocument {
    let format = fields.string("format")
    let version = fields.integer("version")
    if fields.isObject, format != DirectoryDocument.format || !DirectoryDocument.versions.contains(version) {
      faults.add(
        .unsupportedVersion, at: "/version", "this is version \(version) of the format \"\(format)\"",
        hint: DirectoryDocument.versionHint)
    }
    let document = DirectoryDocument(
      organisation: organisation(fields.object("organisation")),
      offices: fields.objects("offices", office),
      contacts: fields.objects("contacts", contact),
      memberKinds: fields.objectsIfAny("memberKinds", memberKind),
      topicKinds: fields.objectsIfAny("topicKinds", topicKind),
      fields: fields.objectsIfAny("fields", field),
      areas: fields.optionalObjects("areas", area),
      counties: fields.optionalObjects("counties", county),
      topics: fields.objects("topics", topic),
      members: fields.objects("members", member),
      formerSlugs: fields.optionalObjects("formerSlugs") { formerSlug($0, faults: faults) }.compactMap { $0 })
    fields.refuseTheRest()
    return document
  }

  static func organisation(_ fields: FieldReader) -> Organisation {
    defer { fields.refuseTheRest() }
    var organisation = Organisation(
      name: fields.string("name"), shortName: fields.optionalString("shortName"),
      region: fields.string("region"), summary: fields.string("summary"),
      copyrightYear: fields.integer("copyrightYear"))
    organisation.languages = fields.optionalStrings("languages")
    organisation.collation = fields.optionalString("collation")
    organisation.synonyms = fields.optionalLists("synonyms")
    organisation.logo = fields.optionalObject("logo", image)
    organisation.translations = translations(fields, of: .organisation)
    return organisation
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

  static func office(_ fields: FieldReader) -> DirectoryDocument.Office {
    var office = DirectoryDocument.Office(
      id: fields.string("id"), name: fields.string("name"), host: fields.string("host"),
      street: fields.string("street"), postcode: fields.string("postcode"), city: fields.string("city"),
      country: fields.string("country"), member: fields.optionalString("member"))
    office.translations = translations(fields, of: .office)
    return office
  }

  static func contact(_ fields: FieldReader) -> DirectoryDocument.Contact {
    var contact = DirectoryDocument.Contact(
      id: fields.string("id"), name: fields.string("name"), role: fields.string("role"),
      email: fields.optionalString("email"),
      telephone: fields.optionalObject("telephone", telephone),
      emailProtected: fields.boolean("emailProtected"),
      telephoneProtected: fields.optionalBoolean("telephoneProtected") ?? false,
      office: fields.optionalString("office"), member: fields.optionalString("member"),
      order: fields.optionalInteger("order"))
    contact.portrait = fields.optionalObject("portrait", image)
    contact.translations = translations(fields, of: .contact)
    return contact
  }

  static func memberKind(_ fields: FieldReader) -> Kind {
    var kind = topicKind(fields)
    kind.schemaType = fields.optionalString("schemaType") ?? Kind.standardSchemaType
    return kind
  }

  static func topicKind(_ fields: FieldReader) -> Kind {
    var kind = Kind(
      slug: fields.string("slug"), name: fields.string("name"),
      pluralName: fields.optionalString("pluralName"),
      order: fields.optionalInteger("order"), schemaType: nil)
    kind.translations = translations(fields, of: .topicKind)
    return kind
  }

  static func topic(_ fields: FieldReader) -> DirectoryDocument.Topic {
    var topic = DirectoryDocument.Topic(
      slug: fields.string("slug"), kind: fields.string("kind"), name: fields.string("name"),
      summary: fields.optionalString("summary"), broader: fields.optionalString("broader"))
    topic.translations = translations(fields, of: .topic)
    return topic
  }

  /// Reads a member. Its short name is its name, unless it states another.
  static func member(_ fields: FieldReader) -> DirectoryDocument.Member {
    let (slug, kind, name) = (fields.string("slug"), fields.string("kind"), fields.string("name"))
    var member = DirectoryDocument.Member(
      slug: slug, kind: kind, name: name, shortName: fields.optionalString("shortName") ?? name,
      county: fields.optionalString("county"), area: fields.optionalString("area"),
      summary: fields.optionalString("summary") ?? "",
      population: fields.optionalObject("population") {
        Population(value: $0.integer("value"), approximate: $0.boolean("approximate"))
      },
      joined: fields.optionalString("joined"), left: fields.optionalString("left"),
      focusAreas: fields.optionalStrings("focusAreas"),
      facts: fields.optionalObjects("facts") { Fact(label: $0.string("label"), text: $0.string("text")) },
      image: fields.optionalObject("image", image),
      topics: fields.optionalItems("topics", "a slug, or an object with slug and relation", memberTopic),
      profile: profile(fields))
    member.translations = translations(fields, of: .member)
    return member
  }

  /// Reads the slug of a topic that the member works with, or an object with a relation.
  private static func memberTopic(_ item: FieldReader.Item) -> DirectoryDocument.MemberTopic {
    switch item {
    case .string(let slug): return DirectoryDocument.MemberTopic(slug: slug, relation: .worksWith)
    case .object(let fields):
      let slug = fields.string("slug")
      let relation = fields.optionalValue("relation", of: "relation", among: TopicRelation.names)
      return DirectoryDocument.MemberTopic(
        slug: slug, relation: relation.flatMap { TopicRelation(rawValue: $0) } ?? .worksWith)
    }
  }
}
