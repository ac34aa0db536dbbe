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

  init(json: JSONValue) { self.json = json }
}

extension Schema {
  /// - Parameters:
  ///   - values: the values of this version. They are documented in `x-values` and not in `enum`, because a
  ///     later version may add some, and a generated client must read those too.
  ///   - list: the path of the list of all values, if staff may add some. `values` are then those of a new
  ///     directory.
  static func string(
    _ description: String, example: String? = nil, format: String? = nil, pattern: String? = nil,
    values: [String]? = nil, list: String? = nil
  ) -> Schema {
    Schema([
      "type": .string("string"), "description": .string(description),
      "format": format.map { .string($0) }, "pattern": pattern.map { .string($0) },
      "x-values": values.map { .strings($0) }, "x-list": list.map { .string($0) },
      "examples": example.map { .strings([$0]) },
    ])
  }

  /// A text with one value, by which a program tells one kind of answer from another.
  static func constant(_ description: String, _ value: String) -> Schema {
    Schema(["type": .string("string"), "description": .string(description), "enum": .strings([value])])
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

  static func number(_ description: String, of unit: String, example: Double) -> Schema {
    Schema([
      "type": .string("number"), "description": .string(description), "x-unit": .string(unit),
      "examples": .array([.number(example)]),
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

  /// An object with these fields. A later version may add others.
  ///
  /// - Parameter isPartial: true if a client may ask for some of the fields only. None is then required, and
  ///   `x-always` lists those that are present whenever the client doesn't leave them out.
  static func record(_ description: String, _ fields: [Field], isPartial: Bool = false) -> Schema {
    let always = fields.filter(\.isAlways).map(\.name)
    return Schema([
      "type": .string("object"), "description": .string(description),
      "properties": .object(fields.map { JSONMember(name: $0.name, value: $0.schema.json) }),
      (isPartial ? "x-always" : "required"): always.isEmpty ? nil : .strings(always),
    ])
  }

  /// An object with any names, whose values all have one schema.
  static func map(_ description: String, to value: Schema) -> Schema {
    Schema([
      "type": .string("object"), "description": .string(description), "additionalProperties": value.json,
    ])
  }

  static func any(_ description: String) -> Schema { Schema(["description": .string(description)]) }

  static func anyOf(_ description: String? = nil, _ schemas: Schema...) -> Schema {
    Schema([
      "description": description.map { .string($0) }, "anyOf": .array(schemas.map(\.json)),
    ])
  }

  static func reference(_ name: String) -> Schema {
    Schema(["$ref": .string("#/components/schemas/\(name)")])
  }

  /// True for an object with named fields.
  var isRecord: Bool {
    guard case .object(let members) = json else { return false }
    return members.contains { $0.name == "properties" }
  }

  /// The same schema, with null allowed as well.
  var orNull: Schema {
    guard case .object(var members) = json, !isRecord,
      let type = members.firstIndex(where: { $0.name == "type" })
    else { return .anyOf(nil, self, Schema(["type": .string("null")])) }
    members[type].value = .array([members[type].value, .string("null")])
    return Schema(json: .object(members))
  }

  /// The same schema with a further keyword.
  func adding(_ name: String, _ value: JSONValue) -> Schema {
    guard case .object(let members) = json else { return self }
    return Schema(json: .object(members + [JSONMember(name: name, value: value)]))
  }
}

/// What requests may contain, made from what answers contain.
extension Schema {
  /// The same schema for content that clients send: without fields that it doesn't name, because the server
  /// refuses those, and with an enum in place of `x-values`.
  var closed: Schema {
    mapped { members in
      let isRecord = members.contains { $0.name == "properties" }
      return members.map { $0.name == "x-values" ? JSONMember(name: "enum", value: $0.value) : $0 }
        + (isRecord ? [JSONMember(name: "additionalProperties", value: .boolean(false))] : [])
    }
  }

  /// The closed schema of a merge patch (RFC 7396): no field is required, and null removes one.
  var patch: Schema {
    closed.mapped { members in
      members.filter { $0.name != "required" }.map { member in
        guard member.name == "properties", case .object(let fields) = member.value else { return member }
        let nullable = fields.map { JSONMember(name: $0.name, value: Schema(json: $0.value).orNull.json) }
        return JSONMember(name: "properties", value: .object(nullable))
      }
    }
  }

  /// Returns the schema with `change` applied to the members of every schema in it, the innermost first.
  private func mapped(_ change: ([JSONMember]) -> [JSONMember]) -> Schema {
    func map(_ schema: JSONValue) -> JSONValue {
      guard case .object(let members) = schema else { return schema }
      return .object(
        change(
          members.map { member in
            let value: JSONValue =
              switch (member.name, member.value) {
              case ("properties", .object(let fields)):
                .object(fields.map { JSONMember(name: $0.name, value: map($0.value)) })
              case ("items", _), ("additionalProperties", _): map(member.value)
              case ("anyOf", .array(let schemas)): .array(schemas.map(map))
              default: member.value
              }
            return JSONMember(name: member.name, value: value)
          }))
    }
    return Schema(json: map(json))
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
