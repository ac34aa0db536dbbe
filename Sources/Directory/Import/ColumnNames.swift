/// The names under which the columns of a table are recognised: the field's own name in any spelling, and
/// words that people in Norway and elsewhere use for it.
enum ColumnNames {
  /// Returns the field that the column has, or nil if no field is called so.
  ///
  /// - Parameter custom: the fields that the directory defines, which have the names `custom.NAME` and their
  ///   labels.
  static func field(_ column: String, of type: RecordType, _ custom: [Field] = []) -> String? {
    candidates(column, of: type, custom).first
  }

  /// Returns the fields that the column may mean. More than one means that its name is ambiguous.
  static func candidates(_ column: String, of type: RecordType, _ custom: [Field] = []) -> [String] {
    if let column = TranslationColumn(column, of: type) { return [column.name] }
    if let field = custom.first(where: { $0.path == column }) { return [field.path] }
    let fields = RowFields.columns(of: type)
    let name = folded(column)
    guard !name.isEmpty else { return [] }
    if let field = fields.first(where: { folded($0) == name }) { return [field] }
    // The directory's own words mean more than those that are common elsewhere.
    let own = custom.filter { field in
      folded(field.path) == name || field.label.texts.contains { folded($0) == name }
    }
    if !own.isEmpty { return own.map(\.path) }
    return fields.filter { field in
      (synonyms(of: field, type) ?? []).contains(name) || ColumnWords.have(name, for: field, of: type)
    }
  }

  /// Returns the text in lower case, without accents and without anything but letters and digits:
  /// `Short-Name` and `short name` are `shortname`.
  static func folded(_ text: String) -> String {
    let bytes = NearestValues.fold(text).filter { byte in
      byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns further names of the field, in the form of `folded`.
  private static func synonyms(of field: String, _ type: RecordType) -> [String]? {
    if field == type.slugField {
      return ["slug", "id", "kode", "code", "identifikator", "identifier", "key"]
    }
    switch (type, field) {
    case (.member, _) where ofMembers[field] != nil: return ofMembers[field]
    case (.contact, "name"): return ["navn", "fulltnavn", "fullname", "person", "kontaktperson"]
    case (.member, "name"): return ["navn", "fulltnavn", "fullname", "officialname", "offisieltnavn"]
    case (.office, "name"), (.memberKind, "name"), (.topicKind, "name"), (.county, "name"), (.topic, "name"),
      (.organisation, "name"):
      return ["navn", "fulltnavn", "fullname"]
    case (.topic, "summary"), (.member, "summary"), (.organisation, "summary"):
      return ["sammendrag", "beskrivelse", "description", "omtale", "about"]
    default: return others[field]
    }
  }

  private static let others: [String: [String]] = [
    "shortName": ["kortnavn", "kortname"], "region": ["omrade", "area"],
    "copyrightYear": ["copyright", "year", "ar", "arstall"], "languages": ["sprak", "language"],
    "host": ["vert", "bygning", "building"],
    "street": ["gate", "gateadresse", "adresse", "address", "streetaddress", "besoksadresse"],
    "postcode": ["postnummer", "postnr", "zip", "zipcode", "postalcode"],
    "city": ["by", "sted", "poststed", "town"], "country": ["land", "landkode", "countrycode"],
    "role": ["rolle", "stilling", "tittel", "title", "position", "jobtitle"],
    "email": ["epost", "epostadresse", "mail", "emailaddress"],
    "telephone": ["telefon", "tlf", "phone", "telefonnummer", "phonenumber", "mobil", "mobile"],
    "telephonePrinted": ["telefonsomtrykt", "printedtelephone"],
    "emailProtected": ["skjultepost", "epostskjult", "protectedemail", "hiddenemail"],
    "office": ["kontor"], "kind": ["type", "slag", "kategori", "category"],
    "pluralName": ["flertall", "plural"], "order": ["rekkefolge", "sortering", "position"],
    "schemaType": ["schemaorg", "schemaorgtype"],
    "broader": ["overordnet", "overordnettema", "parent", "broadertopic"],
    "memberCount": ["antallmedlemmer", "members", "medlemmer"],
    "county": ["fylke", "fylkeskommune"],
    "population": ["innbyggere", "innbyggertall", "folketall", "befolkning", "inhabitants", "residents"],
    "populationApproximate": ["omtrentlig", "omtrent", "cirka", "ca", "approximate", "approx", "circa"],
    "joined": ["innmeldt", "medlemsiden", "membersince", "medlemfra", "memberfrom"],
    "left": ["utmeldt", "medlemtil", "memberuntil"],
    "focusAreas": ["satsingsomrader", "satsningsomrader", "fokusomrader", "innsatsomrader"],
    "facts": ["fakta"], "imageAlt": ["bildetekst", "bildebeskrivelse", "alternativetext", "alttext"],
    "imageUrl": ["bilde", "bildeadresse", "picture"],
    "imageCredit": ["foto", "fotograf", "photo", "photographer", "photocredit"],
    "portraitCredit": ["fotograf", "photographer", "photocredit"],
    "portraitUrl": ["bilde", "portrett", "portrait", "picture", "photo", "foto"], "logoUrl": ["logo"],
    "topics": ["tema", "temaer", "emner", "topic"], "status": ["tilstand"],
    "telephoneProtected": ["skjulttelefon", "telefonskjult", "protectedtelephone", "hiddenphone"],
    "member": ["medlem"],
  ]

  /// Further names of fields that only members have, or that have other names in tables of members.
  private static let ofMembers: [String: [String]] = [
    "website": ["nettside", "nettsted", "hjemmeside", "webside", "web", "www", "url", "homepage", "webpage"],
    "webLinks": ["lenker", "weblenker", "flerelenker", "furtherlinks"],
    "visitingStreet": [
      "adresse", "address", "gate", "gateadresse", "streetaddress", "besoksadresse", "visitingaddress",
    ],
    "visitingPostcode": ["postnummer", "postnr", "zip", "zipcode", "postalcode", "postcode"],
    "visitingCity": ["poststed", "by", "sted", "city", "town"],
    "visitingCountry": ["land", "landkode", "country", "countrycode"],
    "postalStreet": ["postadresse", "postboks", "postaladdress", "pobox"],
    "latitude": ["lat", "breddegrad"], "longitude": ["lon", "lng", "long", "lengdegrad"],
    "locationPrecision": ["presisjon", "precision", "noyaktighet"],
    "identifiers": ["orgnr", "organisasjonsnummer", "orgnummer", "organisationnumber", "organizationnumber"],
    "alternativeNames": ["andrenavn", "alternativenavn", "alias", "aliases", "alsoknownas"],
    "formerNames": ["tidligerenavn", "previousnames"],
    "numberOfMembers": ["antallmedlemmer", "medlemmer", "medlemstall"],
    "numberOfEmployees": ["antallansatte", "ansatte", "employees"],
    "about": ["om", "omoss", "tekst", "langtekst", "presentasjon", "aboutus", "presentation"],
  ]

  /// Returns the type that all columns belong to, or else the only one that has one of these columns. Returns
  /// nil if neither is clear.
  static func type(of columns: [String]) -> RecordType? {
    let named = columns.filter { !folded($0).isEmpty }
    let whole = RecordType.allCases.filter { type in named.allSatisfy { field($0, of: type) != nil } }
    if whole.count == 1 { return whole.first }
    return ownFields.first { type, own in
      named.contains { column in field(column, of: type).map { own.contains($0) } ?? false }
    }?.type
  }

  /// The fields that only one type has.
  private static let ownFields: [(type: RecordType, fields: Set<String>)] = [
    (
      .member,
      [
        "population", "populationApproximate", "focusAreas", "joined", "left", "county", "topics", "facts",
        "website", "numberOfMembers", "numberOfEmployees", "latitude", "longitude", "identifiers",
      ]
    ),
    (.contact, ["role", "emailProtected", "telephone", "telephonePrinted", "email"]),
    (.office, ["host", "postcode", "street", "city", "country"]),
    (.topic, ["broader", "memberCount"]),
    (.organisation, ["region", "copyrightYear"]),
    (.memberKind, ["schemaType"]),
  ]
}

/// What the person who imports a table says about its columns.
package struct ColumnChoices: Sendable, Equatable {
  /// The field of a column, by the name that the column has in the table.
  package var fields: [(column: String, field: String)] = []
  /// Columns that are left out.
  package var ignored: [String] = []

  package init() {}

  package static func == (one: ColumnChoices, other: ColumnChoices) -> Bool {
    one.ignored == other.ignored
      && one.fields.elementsEqual(other.fields) { $0.column == $1.column && $0.field == $1.field }
  }

  /// Adds a choice of the form `column=field`. Returns false if the text has another form. A column may have
  /// `=` in its name, but no field has.
  package mutating func map(_ text: String) -> Bool {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count >= 2, let field = parts.last, !field.isEmpty else { return false }
    let column = parts.dropLast().joined(separator: "=")
    guard !column.isEmpty else { return false }
    fields.append((column, String(field)))
    return true
  }
}
