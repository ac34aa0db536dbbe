internal import Directory

/// The schemas of the document, each with a name. An object inside a schema gets a name too, because
/// generators number those that have none: the object of `links` in `Member` is `MemberLinks`.
struct SchemaComponents {
  private(set) var members: [JSONMember] = []

  init(_ named: [(name: String, schema: Schema)]) {
    for (name, schema) in named { add(name, schema.json) }
  }

  private mutating func add(_ name: String, _ schema: JSONValue) {
    let place = members.count
    members.append(JSONMember(name: name, value: .null))
    members[place].value = divided(schema, name)
  }

  /// Returns the schema with references in place of the objects in it, which become components.
  private mutating func divided(_ schema: JSONValue, _ name: String) -> JSONValue {
    guard case .object(let keywords) = schema else { return schema }
    return .object(
      keywords.map { keyword in
        let value: JSONValue =
          switch (keyword.name, keyword.value) {
          case ("properties", .object(let fields)):
            .object(
              fields.map {
                JSONMember(
                  name: $0.name, value: reference($0.value, name + OperationName.capitalised($0.name)))
              })
          case ("items", _): reference(keyword.value, Self.singular(name))
          case ("additionalProperties", _): reference(keyword.value, name)
          case ("anyOf", .array(let schemas)): .array(schemas.map { reference($0, name) })
          default: keyword.value
          }
        return JSONMember(name: keyword.name, value: value)
      })
  }

  private mutating func reference(_ schema: JSONValue, _ name: String) -> JSONValue {
    guard Schema(json: schema).isRecord else { return divided(schema, name) }
    add(name, schema)
    return Schema.reference(name).json
  }

  private static func singular(_ name: String) -> String {
    name.hasSuffix("s") ? String(name.dropLast()) : name
  }
}
