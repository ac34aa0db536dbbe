internal import Directory

/// The parameters of the table of routes, as OpenAPI describes them (OpenAPI 3.1.0 §4.8.12).
enum OpenAPIParameters {
  /// - Parameter formats: those of the answer; the parameter names those that it has an effect in, unless it
  ///   has one in all.
  static func json(_ parameter: Parameter, _ examples: Examples, of formats: [Format] = []) -> JSONValue {
    var members: [(String, JSONValue?)] = [
      ("name", .string(parameter.name)), ("in", .string("query")),
      ("description", .string(parameter.meaning)),
    ]
    if parameter.isRequired { members.append(("required", .boolean(true))) }
    members.append(("schema", schema(parameter, examples)))
    if parameter.isList { members += [("style", .string("form")), ("explode", .boolean(false))] }
    if case .texts = parameter.kind { members += [("style", .string("form")), ("explode", .boolean(true))] }
    let takers = formats.filter { $0.takes(parameter) }
    if takers.count < formats.count { members.append(("x-formats", .strings(takers.map(\.name)))) }
    let text = examples.value(of: parameter)
    if !text.isEmpty { members.append(("example", example(parameter, text))) }
    return .object(of: members)
  }

  /// Describes a parameter of a path.
  ///
  /// - Parameter segment: the first segment of the path, which says what is identified.
  static func path(_ name: String, of segment: String, _ examples: Examples) -> JSONValue {
    if name == "number" { return number(of: segment) }
    if name == "secret" {
      return path(
        name, "The end of the address that POST /previews has returned.",
        .string("A secret.", example: "mdt_preview_SECRET"), example: .string("mdt_preview_SECRET"))
    }
    if segment == "backups" {
      let example = "member-directory-2026-05-01T123456Z-1a2b3c4d.sqlite"
      return path(
        name, "The name of the backup, as the list has it.", .string("A name.", example: example),
        example: .string(example))
    }
    if name == "sha256" {
      let example = String(repeating: "0123456789abcdef", count: 4)
      return path(
        name, "The SHA-256 of the file, in the address that the record has.",
        .string("64 digits and letters from a to f.", example: example), example: .string(example))
    }
    let slugs = [
      "members": examples.member.slug, "topics": examples.topic.slug, "contacts": examples.contact.id,
      "offices": examples.office.id, "areas": examples.area.slug,
      "counties": examples.county.slug,
      "member-kinds": examples.memberKind.slug, "topic-kinds": examples.topicKind.slug,
      "fields": examples.field.name,
      "problems": "unknown-value",
    ]
    let example = slugs[segment] ?? examples.member.slug
    let schema = Schema.slug(
      "Lower-case letters and digits; a hyphen between words.", example: example)
    return path(
      name, name == "code" ? "The code of a problem." : "The \(name), as answers and links have it.", schema,
      example: .string(example))
  }

  private static func number(of segment: String) -> JSONValue {
    let nouns = [
      "imports": "an import", "people": "a person", "tokens": "a token", "sessions": "a session",
      "draft-changes": "a draft change",
    ]
    let noun = nouns[segment]
    let article = noun.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? "A revision"
    return path(
      "number", noun.map { "The number of \($0)." } ?? "The id of a revision.",
      .integer("\(article).", of: nil, example: 1), example: .integer(1))
  }

  private static func path(
    _ name: String, _ description: String, _ schema: Schema, example: JSONValue
  ) -> JSONValue {
    .object(of: [
      "name": .string(name), "in": .string("path"), "required": .boolean(true),
      "description": .string(description), "schema": schema.json, "example": example,
    ])
  }

  private static func example(_ parameter: Parameter, _ text: String) -> JSONValue {
    switch parameter.kind {
    case .limit, .bestFew, .number: Int(text).map { .integer($0) } ?? .null
    case .flag: .boolean(true)
    case .texts: .strings([text])
    case _ where parameter.isList: .strings(text.split(separator: ",").map(String.init))
    default: .string(text)
    }
  }

  private static func schema(_ parameter: Parameter, _ examples: Examples) -> JSONValue {
    switch parameter.kind {
    case .filter(let field): filter(field, examples)
    case .words: text(longest: SearchLimit.characters)
    case .day: .object(of: ["type": .string("string"), "format": .string("date")])
    case .place: pattern(PlaceSyntax.placePattern)
    case .distance: pattern(PlaceSyntax.distancePattern)
    case .sort(let known): names(known.flatMap { [$0, "-" + $0] })
    case .facets(let known), .fields(let known): names(known)
    case .include(let known): names(known.map(\.rawValue))
    case .types(let known): names(known.map(\.rawValue))
    case .flag: .object(of: ["type": .string("boolean")])
    case .choice(let known): choice(known)
    case .delimiter: choice(["comma", "semicolon", "tab"])
    case .limit(let least): integer(least...PageLimit.maximum)
    case .bestFew: integer(0...SearchLimit.maximum)
    case .cursor: .object(of: ["type": .string("string"), "pattern": .string("^[A-Za-z0-9_-]+$")])
    case .number: .object(of: ["type": .string("integer"), "minimum": .integer(0)])
    case .text(.max): .object(of: ["type": .string("string")])
    case .text(let longest): text(longest: longest)
    case .texts(let form): .object(of: ["type": .string("array"), "items": pattern(form)])
    case .name: pattern(slug)
    case .language: pattern(LanguageTag.pattern, examples.organisation.languages)
    case .names: list(of: pattern(slug))
    }
  }
}

/// Schemas of values.
extension OpenAPIParameters {
  private static let slug = "[a-z0-9]+(-[a-z0-9]+)*"

  private static func filter(_ field: ListField, _ examples: Examples) -> JSONValue {
    switch field.kind {
    case .custom(let field): custom(field)
    case .values(.countries): pattern("(not\\.)?[A-Z]{2}(,[A-Z]{2})*")
    case .flag: pattern("(not\\.)?(true|false)(,(true|false))*", ["true", "false"])
    case .identifier:
      pattern("(not\\.)?\(slug):[^,]{1,100}(,\(slug):[^,]{1,100})*")
    case .values(.cities), .name: text(longest: 200)
    // There may be too many to know them all, so that any text may be one.
    case .values(.memberCities), .code: .object(of: ["type": .string("string")])
    case .values(let vocabulary):
      pattern(
        "(not\\.)?\(field.uses.contains(.under) ? "(under\\.)?" : "")\(slug)(,\(slug))*",
        values(of: vocabulary, examples))
    case .number: ranges("[0-9]{1,15}", of: field.name == "memberCount" ? "members" : "people")
    case .day: ranges("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", of: "days")
    }
  }

  /// Describes the filter of a field that the directory defines.
  private static func custom(_ field: Directory.Field) -> JSONValue {
    switch field.valueType {
    case .number: ranges("-?[0-9]{1,13}(\\.[0-9]{1,6})?", of: "units")
    case .day: ranges("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", of: "days")
    default: pattern("(not\\.)?[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*", field.filterValues)
    }
  }

  /// Returns the values that a schema shows, which are all of a short vocabulary.
  private static func values(of vocabulary: Vocabulary, _ examples: Examples) -> [String] {
    switch vocabulary {
    case .memberKinds: examples.memberKinds
    case .topicKinds: examples.topicKinds
    default: []
    }
  }

  private static func ranges(_ value: String, of unit: String) -> JSONValue {
    let range = "(\(value)|(\(value))?\\.\\.(\(value))?)"
    return .object(of: [
      "type": .string("string"), "pattern": .string("^(not\\.)?\(range)(,\(range))*$"),
      "x-unit": .string(unit),
    ])
  }

  private static func names(_ known: [String]) -> JSONValue { list(of: choice(known)) }

  /// Describes values that are sent with commas between them.
  private static func list(of item: JSONValue) -> JSONValue {
    .object(of: ["type": .string("array"), "items": item, "minItems": .integer(1)])
  }

  private static func choice(_ known: [String]) -> JSONValue {
    .object(of: ["type": .string("string"), "enum": .strings(known)])
  }

  private static func pattern(_ pattern: String, _ examples: [String] = []) -> JSONValue {
    .object(of: [
      "type": .string("string"), "pattern": .string("^\(pattern)$"),
      "examples": examples.isEmpty ? nil : .strings(examples),
    ])
  }

  private static func text(longest: Int) -> JSONValue {
    .object(of: ["type": .string("string"), "maxLength": .integer(longest)])
  }

  /// Describes a number without `default`, because generated clients send a default with every request, and a
  /// list in another format is whole only without a limit.
  private static func integer(_ range: ClosedRange<Int>) -> JSONValue {
    .object(of: [
      "type": .string("integer"), "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound), "x-unit": .string("items"),
    ])
  }
}
