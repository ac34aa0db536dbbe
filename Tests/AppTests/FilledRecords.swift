import Directory
import TestSupport

/// Two records of each type with a value for every field. No text occurs in both, and no two fields of one
/// record have the same text, so that the tests notice a field that is lost or confused with another.
enum FilledRecords {
  /// The records that the filled records refer to, in an order in which they can be imported.
  static let referred: [DirectoryRecord] = [
    .office(office("hamar", "Hamar")), .office(office("gjovik", "Gjøvik")),
    .topicKind(Kind(slug: "service", name: "Service", pluralName: nil, order: nil, schemaType: nil)),
    .field(field("voices", .choices, ["SATB", "SSAA", "TTBB", "Comma-one"])),
    .field(field("rehearsals", .text)), .field(field("history", .longText)),
    .field(field("concerts", .number)),
    .field(field("first-concert", .day)), .field(field("recording", .url)),
    .field(field("style", .choice, ["gospel", "classical"])), .field(field("auditions", .yesNo)),
    .field(field("fee", .number, isStaff: true)),
    .area(.make(slug: "norway", name: "Kingdom of Norway", shortName: "Norway", kind: "country")),
    .area(.make(slug: "belgium", name: "Kingdom of Belgium", shortName: "Belgium", kind: "country")),
    .topic(topic("climate")), .topic(topic("culture")), .topic(topic("energy")), .topic(topic("health")),
    .member(.make(slug: "trysil", name: "Municipality of Trysil", shortName: "Trysil")),
    .member(.make(slug: "lier", name: "Municipality of Lier", shortName: "Lier")),
  ]

  /// Returns two records of a type. They have the same slug, and different values in all other fields.
  private static func untranslated(_ type: RecordType) -> (first: DirectoryRecord, second: DirectoryRecord) {
    switch type {
    case .organisation: (.organisation(organisations.0), .organisation(organisations.1))
    case .office: (.office(offices.0), .office(offices.1))
    case .contact: (.contact(contacts.0), .contact(contacts.1))
    case .memberKind: (.memberKind(memberKinds.0), .memberKind(memberKinds.1))
    case .topicKind: (.topicKind(topicKinds.0), .topicKind(topicKinds.1))
    case .area: (.area(areas.0), .area(areas.1))
    case .field: (.field(fields.0), .field(fields.1))
    case .county: (.county(counties.0), .county(counties.1))
    case .topic: (.topic(topics.0), .topic(topics.1))
    case .member: (.member(members.0), .member(members.1))
    }
  }

  /// Returns two records of a type. They have the same slug, and different values in all other fields.
  static func pair(_ type: RecordType) -> (first: DirectoryRecord, second: DirectoryRecord) {
    var pair = untranslated(type)
    pair.first.translations = translations(type, "en")
    pair.second.translations = translations(type, "to")
    return pair
  }

  /// Returns a translation of each text of the type that can have one.
  private static func translations(_ type: RecordType, _ word: String) -> Translations {
    Translations([
      Translations.Language(
        tag: "nb",
        texts: type.texts.map { text in
          let translated = JSONValue.string("Norsk \(text.name) \(word)")
          let value: JSONValue =
            switch text.form {
            case .line, .paragraphs: translated
            case .list: .array([translated, .string("Mer \(text.name) \(word)")])
            case .facts:
              .array([
                .object([
                  JSONMember(name: "label", value: .string("Norsk merkelapp \(word)")),
                  JSONMember(name: "text", value: translated),
                ])
              ])
            case .links:
              .array([
                .object([
                  JSONMember(name: "label", value: .string("Norsk lenke \(word)")),
                  JSONMember(name: "url", value: .string("https://\(word).example/norsk")),
                ])
              ])
            }
          return Translations.Text(name: text.name, value: value)
        })
    ])
  }

  static let former = FormerSlug(
    type: .member, slug: "former-member", name: "Former member", until: "2019-12-31",
    successors: ["new-member"])

  private static let organisations = (
    organisation("one", 2001, ["en", "nb"]), organisation("two", 2002, ["sv", "nb", "fi"])
  )

  private static func organisation(_ word: String, _ year: Int, _ languages: [String]) -> Organisation {
    var organisation = Organisation(
      name: "Name of \(word)", shortName: "Short of \(word)", region: "Region of \(word)",
      summary: "Summary of \(word).", copyrightYear: year)
    organisation.languages = languages
    organisation.collation = year == 2001 ? "nb" : "sv"
    organisation.logo = Image(credit: "Designer of \(word)")
    organisation.synonyms = [["synonym-\(year)", "another\(year)"].map { $0.replacing("-", with: "") }]
    return organisation
  }

  private static let offices = (
    DirectoryDocument.Office(
      id: "new-office", name: "Name of one", host: "Host of one", street: "Street of one", postcode: "1001",
      city: "City of one", country: "NO", member: "trysil"),
    DirectoryDocument.Office(
      id: "new-office", name: "Name of two", host: "Host of two", street: "Street of two", postcode: "2002",
      city: "City of two", country: "BE", member: "lier")
  )

  private static let contacts = (
    portrayed(
      "one",
      DirectoryDocument.Contact(
        id: "new-contact", name: "Name of one", role: "Role of one", email: "one@example.org",
        telephone: Telephone(e164: "+4711111111", printed: "+47 11 11 11 11"), emailProtected: true,
        telephoneProtected: true, office: "hamar", member: "trysil", order: 11)),
    portrayed(
      "two",
      DirectoryDocument.Contact(
        id: "new-contact", name: "Name of two", role: "Role of two", email: "two@example.org",
        telephone: Telephone(e164: "+4722222222", printed: "+47 22 22 22 22"), emailProtected: false,
        telephoneProtected: false, office: "gjovik", member: "lier", order: 12))
  )

  private static func portrayed(
    _ word: String, _ contact: DirectoryDocument.Contact
  ) -> DirectoryDocument.Contact {
    var contact = contact
    contact.portrait = Image(credit: "Photographer of \(word)")
    return contact
  }

  private static let memberKinds = (
    Kind(
      slug: "new-kind", name: "Name of one", pluralName: "Plural of one", order: 11,
      schemaType: "MusicGroup"),
    Kind(slug: "new-kind", name: "Name of two", pluralName: "Plural of two", order: 22, schemaType: "NGO")
  )

  private static let topicKinds = (
    Kind(slug: "new-kind", name: "Name of one", pluralName: "Plural of one", order: 11, schemaType: nil),
    Kind(slug: "new-kind", name: "Name of two", pluralName: "Plural of two", order: 22, schemaType: nil)
  )

  private static let fields = (
    Field(
      name: "new-field", label: .plain("Label of one"), valueType: .choice, help: .plain("Help of one"),
      order: 31,
      choices: [Field.Choice(value: "one", label: .plain("Choice; of one"))], visibility: .staff,
      filterable: true, facetable: true),
    Field(
      name: "new-field",
      label: .translated([
        .init(language: "en", text: "Label of two"), .init(language: "nb", text: "Etikett av to"),
      ]), valueType: .choices, help: .plain("Help of two"), order: 32,
      choices: [
        Field.Choice(value: "two", label: .translated([.init(language: "nb", text: "Valg av to")])),
        Field.Choice(value: "2", label: .plain("Second choice")),
      ], visibility: .everyone, filterable: false, facetable: false)
  )

  private static func field(
    _ name: String, _ type: Field.ValueType, _ choices: [String] = [], isStaff: Bool = false
  ) -> Field {
    Field(
      name: name, label: .plain("Label \(name)"), valueType: type, help: nil, order: nil,
      choices: choices.map { Field.Choice(value: $0, label: nil) }, visibility: isStaff ? .staff : .everyone,
      filterable: Field.canFilter(type), facetable: Field.canCount(type))
  }

  private static let counties = (
    DirectoryDocument.Area(
      slug: "new-county", name: "Name of one", shortName: "Short of one", kind: "county", code: "NO-1",
      parent: "norway", order: 11),
    DirectoryDocument.Area(
      slug: "new-county", name: "Name of two", shortName: "Short of two", kind: "county", code: "NO-2",
      parent: "belgium", order: 22)
  )

  private static let areas = (
    DirectoryDocument.Area(
      slug: "new-area", name: "Name of one", shortName: "Short of one", kind: "kind-of-one", code: "NO-1",
      parent: "norway", order: 11),
    DirectoryDocument.Area(
      slug: "new-area", name: "Name of two", shortName: "Short of two", kind: "kind-of-two", code: "NO-2",
      parent: "belgium", order: 22)
  )

  private static let topics = (
    DirectoryDocument.Topic(
      slug: "new-topic", kind: "theme", name: "Name of one", summary: "Summary of one.", broader: "climate"),
    DirectoryDocument.Topic(
      slug: "new-topic", kind: "service", name: "Name of two", summary: "Summary of two.",
      broader: "energy")
  )

  private static let members = (
    DirectoryDocument.Member(
      slug: "new-member", kind: "municipality", name: "Name of one", shortName: "Short of one",
      county: nil, area: "norway", summary: "Summary of one.",
      population: Population(value: 1001, approximate: true),
      joined: "2001-01-01", left: "2021-01-01", focusAreas: ["Area of one", "Another area of one"],
      facts: [Fact(label: "Label of one", text: "Text of one")], image: Image(credit: "Credit of one"),
      topics: [
        .init(slug: "climate", relation: .interestedIn), .init(slug: "culture", relation: .local),
      ], profile: FilledProfiles.first),
    DirectoryDocument.Member(
      slug: "new-member", kind: "university", name: "Name of two", shortName: "Short of two",
      county: nil, area: "belgium", summary: "Summary of two.",
      population: Population(value: 2002, approximate: false),
      joined: "2002-02-02", left: "2022-02-02", focusAreas: ["Area of two"],
      facts: [Fact(label: "Label of two", text: "Text of two"), Fact(label: "Label 2", text: "Text 2")],
      image: Image(credit: "Credit of two"),
      topics: [
        .init(slug: "energy", relation: .local), .init(slug: "health", relation: .interestedIn),
      ], profile: FilledProfiles.second)
  )

  private static func office(_ id: String, _ name: String) -> DirectoryDocument.Office {
    .make(id: id, name: name, host: "House", street: "Street", postcode: "0001", city: "City", country: "SE")
  }

  private static func topic(_ slug: String) -> DirectoryDocument.Topic {
    DirectoryDocument.Topic(
      slug: slug, kind: "agenda", name: "Topic \(slug)", summary: "About \(slug).", broader: nil)
  }
}
