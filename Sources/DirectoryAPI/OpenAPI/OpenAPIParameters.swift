internal import Directory

/// The parameters of the table of routes as OpenAPI has them (OpenAPI 3.1.0 §4.8.12).
enum OpenAPIParameters {
  static func json(_ parameter: Parameter) -> JSONValue {
    var members: [(String, JSONValue?)] = [
      ("name", .string(parameter.name)), ("in", .string("query")),
      ("description", .string(parameter.meaning)),
    ]
    if parameter.isRequired { members.append(("required", .boolean(true))) }
    let schema = schema(parameter)
    if parameter.mayRepeat {
      // Each time it stands is one condition more.
      members += [
        ("schema", Schema.array("All of them hold.", of: schema)), ("style", .string("form")),
        ("explode", .boolean(true)),
      ]
      members.append(("example", .array([.string(parameter.example)])))
    } else {
      members.append(("schema", schema))
      if !parameter.example.isEmpty { members.append(("example", example(parameter))) }
    }
    return Schema.object(members)
  }

  static func path(_ name: String, of list: String) -> JSONValue {
    let examples = [
      "members": "oslo", "topics": "climate", "contacts": "gunnar-selvik", "offices": "oslo",
      "counties": "viken",
    ]
    if name == "number" {
      return Schema.object([
        ("name", .string(name)), ("in", .string("path")), ("required", .boolean(true)),
        ("description", .string("The id of a revision.")),
        ("schema", Schema.integer("A revision.", of: nil, example: 1)),
        ("example", .integer(1)),
      ])
    }
    let example = name == "code" ? "unknown-value" : examples[list] ?? "oslo"
    return Schema.object([
      ("name", .string(name)), ("in", .string("path")), ("required", .boolean(true)),
      ("description", .string(name == "code" ? "The code of a problem." : "What links say.")),
      ("schema", Schema.slug("Small letters and digits in words joined by hyphens.", example: example)),
      ("example", .string(example)),
    ])
  }

  private static func example(_ parameter: Parameter) -> JSONValue {
    switch parameter.kind {
    case .limit, .bestFew, .number: Int(parameter.example).map { .integer($0) } ?? .null
    case .flag: .boolean(true)
    default: .string(parameter.example)
    }
  }

  private static func schema(_ parameter: Parameter) -> JSONValue {
    switch parameter.kind {
    case .filter(let field): filter(field)
    case .words: text(longest: SearchLimit.characters)
    case .day: Schema.object([("type", .string("string")), ("format", .string("date"))])
    case .sort(let known): names(known.flatMap { [$0, "-" + $0] })
    case .facets(let known), .fields(let known): names(known)
    case .include(let known): names(known.map(\.rawValue))
    case .types(let known): names(known.map(\.rawValue))
    // The name alone says true.
    case .flag: Schema.object([("enum", .array([.boolean(true), .boolean(false), .string("")]))])
    case .choice(let known):
      Schema.object([("type", .string("string")), ("enum", .array(known.map { .string($0) }))])
    // Here alone one value is all there can be.
    case .delimiter:
      Schema.object([
        ("type", .string("string")), ("enum", .array(["comma", "semicolon", "tab"].map { .string($0) })),
      ])
    case .limit: integer(1...PageLimit.maximum, PageLimit.standard, of: "items")
    case .bestFew: integer(1...SearchLimit.maximum, SearchLimit.standard, of: "items")
    case .cursor: Schema.object([("type", .string("string")), ("pattern", .string("^[A-Za-z0-9_-]+$"))])
    case .number: Schema.object([("type", .string("integer")), ("minimum", .integer(0))])
    case .name: pattern(slug)
    case .names: pattern("\(slug)(,\(slug))*")
    }
  }

  /// Those of today: the data may bring others.
  private static let memberKinds = ["county", "municipality", "university"]
  private static let slug = "[a-z0-9]+(-[a-z0-9]+)*"

  private static func filter(_ field: ListField) -> JSONValue {
    switch field.kind {
    case .values(.countries): pattern("(not\\.)?[A-Z]{2}(,[A-Z]{2})*")
    case .values(.cities): text(longest: 200)
    case .values(let vocabulary):
      if let closed = vocabulary.closed {
        pattern(
          "(not\\.)?(\(closed.joined(separator: "|")))(,(\(closed.joined(separator: "|"))))*", closed)
      } else {
        pattern("(not\\.)?\(slug)(,\(slug))*", vocabulary == .memberKinds ? memberKinds : [])
      }
    case .number: ranges("[0-9]{1,15}", of: field.name == "population" ? "people" : "members")
    case .day: ranges("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", of: "days")
    case .name: text(longest: 200)
    }
  }

  private static func ranges(_ value: String, of unit: String) -> JSONValue {
    let range = "(\(value)|(\(value))?\\.\\.(\(value))?)"
    return Schema.object([
      ("type", .string("string")), ("pattern", .string("^(not\\.)?\(range)(,\(range))*$")),
      ("x-unit", .string(unit)),
    ])
  }

  /// Names from a list, joined by commas: no enum, since several may stand together, but each is an example.
  private static func names(_ known: [String]) -> JSONValue {
    let one = "(" + known.joined(separator: "|") + ")"
    return pattern("\(one)(,\(one))*", known)
  }

  private static func pattern(_ pattern: String, _ examples: [String] = []) -> JSONValue {
    Schema.object([
      ("type", .string("string")), ("pattern", .string("^\(pattern)$")),
      ("examples", examples.isEmpty ? nil : .array(examples.map { .string($0) })),
    ])
  }

  private static func text(longest: Int) -> JSONValue {
    Schema.object([("type", .string("string")), ("maxLength", .integer(longest))])
  }

  private static func integer(_ range: ClosedRange<Int>, _ standard: Int, of unit: String) -> JSONValue {
    Schema.object([
      ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
      ("maximum", .integer(range.upperBound)), ("default", .integer(standard)),
      ("x-unit", .string(unit)),
    ])
  }
}

extension Vocabulary {
  /// Its values, where they are those of the program and not of the data.
  fileprivate var closed: [String]? { self == .topicKinds ? TopicKind.all : nil }
}
