internal import Directory

/// A JSON Schema (draft 2020-12), with the keywords that the description of this API needs.
/// https://json-schema.org/draft/2020-12/schema
struct Schema: Sendable {
  let json: JSONValue

  /// A field of a record.
  struct Field: Sendable {
    let name: String
    let schema: Schema
    /// True if every record has the field. Other fields are left out of a record that doesn't state them.
    let isAlways: Bool

    static func always(_ name: String, _ schema: Schema) -> Field {
      Field(name: name, schema: schema, isAlways: true)
    }

    static func ifStated(_ name: String, _ schema: Schema) -> Field {
      Field(name: name, schema: schema, isAlways: false)
    }
  }

  private init(_ members: KeyValuePairs<String, JSONValue?>) { json = .object(of: members) }

  private init(json: JSONValue) { self.json = json }
}

extension Schema {
  static func string(
    _ description: String, example: String? = nil, format: String? = nil, pattern: String? = nil,
    values: [String]? = nil
  ) -> Schema {
    Schema([
      "type": .string("string"), "description": .string(description),
      "format": format.map { .string($0) }, "pattern": pattern.map { .string($0) },
      "enum": values.map { .strings($0) }, "examples": example.map { .strings([$0]) },
    ])
  }

  static func slug(_ description: String, example: String) -> Schema {
    string(description, example: example, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$")
  }

  static func day(_ description: String, example: String) -> Schema {
    string(description, example: example, format: "date")
  }

  static func time(_ description: String) -> Schema {
    string(description, example: "2026-11-24T15:43:36Z", format: "date-time")
  }

  static func link(_ description: String, example: String) -> Schema {
    string(description, example: example, format: "uri-reference")
  }

  /// - Parameter unit: what the number counts; nil for a number that only identifies something.
  static func integer(
    _ description: String, of unit: String?, example: Int? = nil, minimum: Int? = 0, maximum: Int? = nil
  ) -> Schema {
    Schema([
      "type": .string("integer"), "description": .string(description),
      "x-unit": unit.map { .string($0) }, "minimum": minimum.map { .integer($0) },
      "maximum": maximum.map { .integer($0) }, "examples": example.map { .array([.integer($0)]) },
    ])
  }

  static func boolean(_ description: String) -> Schema {
    Schema(["type": .string("boolean"), "description": .string(description)])
  }

  static func array(_ description: String, of items: Schema) -> Schema {
    Schema(["type": .string("array"), "description": .string(description), "items": items.json])
  }

  /// An array of exactly two items.
  static func pair(_ description: String, of items: Schema) -> Schema {
    Schema([
      "type": .string("array"), "description": .string(description), "items": items.json,
      "minItems": .integer(2), "maxItems": .integer(2),
    ])
  }

  /// An object with these fields and no others.
  ///
  /// - Parameter isPartial: true if a client may have asked for some of the fields only.
  static func record(_ description: String, _ fields: [Field], isPartial: Bool = false) -> Schema {
    let required = isPartial ? [] : fields.filter(\.isAlways).map(\.name)
    return Schema([
      "type": .string("object"), "description": .string(description),
      "properties": .object(fields.map { JSONMember(name: $0.name, value: $0.schema.json) }),
      "required": required.isEmpty ? nil : .strings(required), "additionalProperties": .boolean(false),
    ])
  }

  /// An object with these fields and any others. None of them has to be there.
  static func openRecord(_ description: String, _ fields: [Field]) -> Schema {
    Schema([
      "type": .string("object"), "description": .string(description),
      "properties": .object(fields.map { JSONMember(name: $0.name, value: $0.schema.json) }),
      "required": .strings(fields.filter(\.isAlways).map(\.name)),
    ])
  }

  /// An object with any names, whose values all have one schema.
  static func map(_ description: String, to value: Schema) -> Schema {
    Schema([
      "type": .string("object"), "description": .string(description), "additionalProperties": value.json,
    ])
  }

  static func any(_ description: String) -> Schema { Schema(["description": .string(description)]) }

  static func anyOf(_ schemas: Schema...) -> Schema { Schema(["anyOf": .array(schemas.map(\.json))]) }

  static func reference(_ name: String) -> Schema {
    Schema(["$ref": .string("#/components/schemas/\(name)")])
  }

  /// The same schema, with null allowed as well.
  var orNull: Schema {
    guard case .object(var members) = json, let type = members.firstIndex(where: { $0.name == "type" })
    else { return .anyOf(self, Schema(["type": .string("null")])) }
    members[type].value = .array([members[type].value, .string("null")])
    return Schema(json: .object(members))
  }

  /// The same schema with a further keyword.
  func adding(_ name: String, _ value: JSONValue) -> Schema {
    guard case .object(let members) = json else { return self }
    return Schema(json: .object(members + [JSONMember(name: name, value: value)]))
  }
}

extension JSONValue {
  /// Returns an object of these members, in order, without those that are nil.
  static func object(of members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    object(of: members.map { ($0.key, $0.value) })
  }

  static func object(of members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { JSONMember(name: name, value: $0) } })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
