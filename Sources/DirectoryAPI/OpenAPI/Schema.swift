internal import Directory

/// JSON Schema 2020-12, as much of it as our answers need (https://json-schema.org/draft/2020-12/schema).
enum Schema {
  struct Field {
    let name: String
    let schema: JSONValue
    /// Whether each record has it; the others are left out where nothing is stated.
    let isAlways: Bool
  }

  static func always(_ name: String, _ schema: JSONValue) -> Field {
    Field(name: name, schema: schema, isAlways: true)
  }

  static func ifStated(_ name: String, _ schema: JSONValue) -> Field {
    Field(name: name, schema: schema, isAlways: false)
  }

  static func string(
    _ description: String, example: String? = nil, format: String? = nil, pattern: String? = nil,
    values: [String]? = nil
  ) -> JSONValue {
    object([
      ("type", .string("string")), ("description", .string(description)),
      ("format", format.map { .string($0) }), ("pattern", pattern.map { .string($0) }),
      ("enum", values.map { .array($0.map { .string($0) }) }),
      ("examples", example.map { .array([.string($0)]) }),
    ])
  }

  static func slug(_ description: String, example: String) -> JSONValue {
    string(description, example: example, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$")
  }

  static func day(_ description: String, example: String) -> JSONValue {
    string(description, example: example, format: "date")
  }

  /// - Parameter unit: what it counts; nil for a number that only names something.
  static func integer(
    _ description: String, of unit: String?, example: Int? = nil, minimum: Int? = 0, maximum: Int? = nil
  ) -> JSONValue {
    object([
      ("type", .string("integer")), ("description", .string(description)),
      ("x-unit", unit.map { .string($0) }), ("minimum", minimum.map { .integer($0) }),
      ("maximum", maximum.map { .integer($0) }),
      ("examples", example.map { .array([.integer($0)]) }),
    ])
  }

  static func boolean(_ description: String, always value: Bool? = nil) -> JSONValue {
    object([
      ("type", .string("boolean")), ("description", .string(description)),
      ("const", value.map { .boolean($0) }),
    ])
  }

  static func array(_ description: String, of items: JSONValue) -> JSONValue {
    object([("type", .string("array")), ("description", .string(description)), ("items", items)])
  }

  static func pair(_ description: String, of items: JSONValue) -> JSONValue {
    object([
      ("type", .string("array")), ("description", .string(description)), ("items", items),
      ("minItems", .integer(2)), ("maxItems", .integer(2)),
    ])
  }

  /// - Parameter isPartial: whether a client may have asked for some of the fields only.
  static func record(_ description: String, _ fields: [Field], isPartial: Bool = false) -> JSONValue {
    let required = isPartial ? [] : fields.filter(\.isAlways).map { JSONValue.string($0.name) }
    return object([
      ("type", .string("object")), ("description", .string(description)),
      ("properties", .object(fields.map { JSONMember(name: $0.name, value: $0.schema) })),
      ("required", required.isEmpty ? nil : .array(required)), ("additionalProperties", .boolean(false)),
    ])
  }

  /// Any names, each with such a value.
  static func map(_ description: String, to value: JSONValue) -> JSONValue {
    object([
      ("type", .string("object")), ("description", .string(description)), ("additionalProperties", value),
    ])
  }

  static func any(_ description: String) -> JSONValue { object([("description", .string(description))]) }

  static func anyOf(_ schemas: [JSONValue]) -> JSONValue { object([("anyOf", .array(schemas))]) }

  static func orNull(_ schema: JSONValue) -> JSONValue {
    guard case .object(var members) = schema,
      let type = members.firstIndex(where: { $0.name == "type" })
    else { return anyOf([schema, object([("type", .string("null"))])]) }
    members[type].value = .array([members[type].value, .string("null")])
    return .object(members)
  }

  static func reference(_ name: String) -> JSONValue {
    object([("$ref", .string("#/components/schemas/\(name)"))])
  }

  static func link(_ description: String, example: String) -> JSONValue {
    string(description, example: example, format: "uri-reference")
  }

  static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { JSONMember(name: name, value: $0) } })
  }
}
