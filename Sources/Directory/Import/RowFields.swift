/// Makes a merge patch from the cells of a row. A field without a column isn't changed, and an empty cell
/// removes a field, except a protected e-mail address.
struct RowFields {
  let row: TableRow
  /// The record before; nil if the row makes a new one.
  let existing: DirectoryRecord?
  private var members: [JSONMember] = []
  /// What the cells say of texts in other languages, as a merge patch of each language.
  private var translations: [JSONMember] = []
  /// The fields that the directory defines for members, and the values that the row has of them.
  private let fields: [Field]
  private var custom: [JSONMember] = []
  let faults = FaultList()

  static func columns(of type: RecordType) -> [String] {
    switch type {
    case .organisation:
      ["name", "shortName", "region", "summary", "copyrightYear", "languages", "synonyms", "collation"]
        + PictureColumn.names(of: type)
    case .office: ["id", "name", "host", "street", "postcode", "city", "country", "member", "status"]
    case .contact:
      [
        "id", "name", "role", "email", "telephone", "telephonePrinted", "emailProtected", "office",
        "telephoneProtected", "member", "order", "status",
      ] + PictureColumn.names(of: type)
    case .memberKind: ["slug", "name", "pluralName", "order", "schemaType", "status"]
    case .topicKind: ["slug", "name", "pluralName", "order", "status"]
    case .area: ["slug", "name", "shortName", "kind", "code", "parent", "order", "status"]
    case .field: FieldCells.columns + ["status"]
    case .county: ["slug", "name", "shortName", "code", "parent", "order", "status"]
    case .topic: ["slug", "kind", "name", "broader", "memberCount", "summary", "status"]
    case .member:
      [
        "slug", "kind", "name", "shortName", "county", "population", "populationApproximate", "joined",
        "left", "summary", "focusAreas", "facts", "imageCredit", "topics",
      ] + ProfileColumn.allCases.map(\.rawValue) + ["area", "imageAlt", "imageUrl", "status"]
    }
  }

  /// Returns false for a column that a table of GET has and an import leaves out: what is counted, and the
  /// address of a picture.
  static func isRead(_ column: String, of type: RecordType) -> Bool {
    column != "memberCount" && PictureColumn(column, of: type)?.part != .url
  }

  /// Returns the patch that a row makes, and the faults of its cells.
  ///
  /// - Parameter existing: the record before. A cell with the same list as the record leaves it unchanged,
  ///   even if the text could be read in another way.
  static func patch(
    _ row: TableRow, over existing: DirectoryRecord?, fields: [Field]
  ) -> (patch: JSONValue, faults: [DocumentFault]) {
    var fields = RowFields(row: row, existing: existing, fields: fields)
    for cell in row.cells { fields.read(cell) }
    if !fields.translations.isEmpty { fields.set("translations", .object(fields.translations)) }
    let custom = fields.custom.isEmpty ? [] : [JSONMember(name: Field.group, value: .object(fields.custom))]
    return (.object(fields.members + custom), fields.faults.faults)
  }

  private init(row: TableRow, existing: DirectoryRecord?, fields: [Field]) {
    self.fields = fields
    self.row = row
    self.existing = existing
  }

  var member: DirectoryDocument.Member? {
    if case .member(let member)? = existing { member } else { nil }
  }

  private mutating func read(_ cell: TableRow.Cell) {
    let (field, text) = (cell.field, cell.text)
    guard !text.unicodeScalars.contains("\u{fffd}") else {
      return faults.add(
        .malformed, at: JSONPointer.child(field), "a letter was lost when the file was saved: \"\(text)\"",
        hint: "write it again, and save the file as CSV UTF-8")
    }
    if let column = TranslationColumn(field, of: row.type) {
      return set(column, column.value(of: text, before: existing?.translations ?? .none))
    }
    if row.type == .member, let column = ProfileColumn(rawValue: field) { return profile(column, text) }
    if row.type == .member, field.hasPrefix(Field.prefix) {
      return readCustom(String(field.dropFirst(Field.prefix.count)), text)
    }
    if let column = PictureColumn(field, of: row.type) { return picture(column, text) }
    if row.type == .field, let value = FieldCells.value(field, text) { return set(field, value) }
    switch field {
    case _ where !Self.isRead(field, of: row.type): break
    // Without a slug, the record with the name is meant, or a new one.
    case _ where text.isEmpty && field == row.type.slugField: break
    case "population": population(text)
    case "populationApproximate": approximate(text)
    case "email", "telephone", "telephonePrinted": reach(field, text)
    // An empty cell must not publish what is protected.
    case "emailProtected" where text.isEmpty, "telephoneProtected" where text.isEmpty: break
    case _ where text.isEmpty: set(field, field == "topics" ? .array([]) : .null)
    case "emailProtected", "telephoneProtected", "filterable", "facetable": set(field, flag(text, field))
    case "copyrightYear", "order": set(field, number(text, at: JSONPointer.child(field)))
    case "joined", "left": set(field, .string(TableValues.day(text)))
    case "topics": set(field, Self.topics(text))
    case "synonyms": set(field, Self.groups(text))
    case "languages": set(field, .array(Self.words(text).map { .string($0) }))
    case "focusAreas":
      if text != member.map({ Self.plain($0.focusAreas) }) ?? "" { set(field, Self.focusAreas(text)) }
    case "facts":
      if text != member.map({ Self.plain($0.facts) }) ?? "" { set(field, Self.facts(text)) }
    case "postcode": set(field, .string(postcode(text)))
    default: set(field, .string(text))
    }
  }

  private mutating func readCustom(_ name: String, _ text: String) {
    guard let field = fields.field(name) else { return }
    guard !text.isEmpty else { return custom.append(JSONMember(name: name, value: .null)) }
    switch field.value(ofCell: text) {
    case .success(let value): custom.append(JSONMember(name: name, value: value))
    case .failure(let fault):
      faults.add(
        .wrongType, at: JSONPointer.child(name, of: "/" + Field.group), fault.message, hint: fault.hint)
    }
  }

  mutating func set(_ field: String, _ value: JSONValue) {
    members.append(JSONMember(name: field, value: value))
  }

  /// Sets a text of the picture. A table has no picture, so an empty cell removes only the text, and the text
  /// of a picture that there isn't has no meaning.
  private mutating func picture(_ column: PictureColumn, _ text: String) {
    let hasPicture = existing?.image?.sizes.isEmpty == false
    switch column.part {
    case .url: return
    case .alt:
      if hasPicture, !text.isEmpty { set(column.field, Self.object([("alt", .string(text))])) }
    case .credit where text.isEmpty && !hasPicture: set(column.field, .null)
    case .credit: set(column.field, Self.object([("credit", text.isEmpty ? .null : .string(text))]))
    }
  }

  private mutating func set(_ column: TranslationColumn, _ value: JSONValue) {
    let text = JSONMember(name: column.text.name, value: value)
    guard let index = translations.firstIndex(where: { $0.name == column.tag }) else {
      return translations.append(JSONMember(name: column.tag, value: .object([text])))
    }
    guard case .object(let texts) = translations[index].value else { return }
    translations[index].value = .object(texts + [text])
  }

  func flag(_ text: String, _ field: String) -> JSONValue {
    if let flag = TableValues.flag(text) { return .boolean(flag) }
    faults.add(
      .wrongType, at: JSONPointer.child(field), "\"\(text)\" is neither true nor false",
      hint: "write true or false")
    return .boolean(false)
  }

  func number(_ text: String, at pointer: String) -> JSONValue {
    if let number = TableValues.number(text) { return .integer(number) }
    faults.add(
      .wrongType, at: pointer, "\"\(text)\" isn't a whole number",
      hint: "write digits only, such as 27000")
    return .integer(1)
  }
}

/// Fields that two columns have in common.
extension RowFields {
  /// Reads a number of inhabitants. It is exact unless the row says otherwise, or unless the row says nothing
  /// of it and the number before was approximate.
  private mutating func population(_ text: String) {
    guard !text.isEmpty else { return set("population", .null) }
    let value = number(text, at: "/population/value")
    let before = row.text("populationApproximate") == nil ? member?.population?.approximate : nil
    let stated = row.text("populationApproximate").flatMap { TableValues.flag($0) }
    set(
      "population",
      Self.object([("value", value), ("approximate", .boolean(stated ?? before ?? false))]))
  }

  private mutating func approximate(_ text: String) {
    let field = "populationApproximate"
    let stated = text.isEmpty ? false : flag(text, field) == .boolean(true)
    let number = row.text("population")
    if stated, number == "" || number == nil && member?.population == nil {
      faults.add(
        .missing, at: "/population/value", "the cell is empty, but \(field) is true",
        hint: "write the number, or remove true")
    }
    // With a column for the number, that column has set both.
    if number == nil, member?.population != nil {
      set("population", Self.object([("approximate", .boolean(stated))]))
    }
  }

  /// Returns the postcode. Excel takes 0160 for a number and drops the zero, so a cell that has the stored
  /// postcode without its zeros is the stored one.
  private func postcode(_ text: String) -> String {
    guard case .office(let office)? = existing, Self.isSameNumber(text, office.postcode) else { return text }
    return office.postcode
  }

  /// Reports whether a text has the digits of the stored text but for zeros at its beginning.
  static func isSameNumber(_ text: String, _ stored: String) -> Bool {
    stored != text && stored.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && String(stored.drop { $0 == "0" }) == text
  }
}

/// Lists in one cell.
extension RowFields {
  static func plain(_ focusAreas: [String]) -> String { focusAreas.joined(separator: "; ") }
  static func plain(_ facts: [Fact]) -> String {
    facts.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
  }

  /// Reads a list. An export writes JSON if the plain text couldn't be divided into the same items again.
  static func focusAreas(_ text: String) -> JSONValue { array(text) ?? list(parts(text)) }
  static func facts(_ text: String) -> JSONValue { array(text) ?? .array(parts(text).map(fact)) }

  /// Reads topics. A topic with another relation than works-with has it after a colon: `climate:local`.
  private static func topics(_ text: String) -> JSONValue {
    .array(
      topicWords(text).map { word in
        let pieces = pieces(word)
        guard pieces.count > 1 else { return .string(word) }
        return object([("slug", .string(pieces[0])), ("relation", .string(pieces[1].lowercased()))])
      })
  }

  /// Reads groups of words: `helse health; klima climate`.
  private static func groups(_ text: String) -> JSONValue {
    .array(parts(text).map { .array(words($0).map { .string($0) }) })
  }

  /// Returns the slugs in a cell of topics.
  static func slugs(_ text: String) -> [String] { topicWords(text).map { pieces($0)[0] } }

  /// Returns the topics in a cell. Slugs are words; a name may have several words, one of which a slug can't
  /// be, and then has a semicolon, a comma or a line break on both sides: `Choral music; jazz`.
  private static func topicWords(_ text: String) -> [String] {
    text.unicodeScalars.split(whereSeparator: { ";,\n\t".unicodeScalars.contains($0) }).flatMap { part in
      let part = TableHeader.trimmed(String(part))
      let words = words(part)
      let areSlugs = words.allSatisfy { TextRules.isSlug(pieces($0)[0]) }
      return areSlugs || words.count < 2 ? words : [part]
    }
  }

  /// Returns the word before the first colon, and the one after it.
  static func pieces(_ word: String) -> [String] {
    word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
  }

  /// Returns the words in a cell, separated by spaces, semicolons, commas, tabs or line breaks. Spaces beside
  /// a colon separate nothing.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    for word in text.unicodeScalars.split(whereSeparator: { " ;,\n\t".unicodeScalars.contains($0) }) {
      let word = String(word)
      if let last = words.last, word.hasPrefix(":") || last.hasSuffix(":") {
        words[words.count - 1] = last + word
      } else {
        words.append(word)
      }
    }
    return words
  }

  static func array(_ text: String) -> JSONValue? {
    guard text.utf8.first == UInt8(ascii: "["), let value = try? JSONParser.parse(Array(text.utf8)),
      case .array = value
    else { return nil }
    return value
  }

  static func parts(_ text: String) -> [String] {
    text.unicodeScalars.split { $0 == ";" || $0 == "\n" }.map { TableHeader.trimmed(String($0)) }
      .filter { !$0.isEmpty }
  }

  private static func fact(_ text: String) -> JSONValue {
    let pieces = text.split(separator: ":", maxSplits: 1).map(String.init)
    return object([
      ("label", .string(pieces.first ?? "")),
      ("text", .string(String((pieces.count > 1 ? pieces[1] : "").drop { $0 == " " }))),
    ])
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember(name: $0.0, value: $0.1) })
  }
}
