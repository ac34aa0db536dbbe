internal import Directory

/// The schemas of the description, in which examples are replaced by those of a directory.
struct SchemaExamples {
  private static let prefix = "#/components/schemas/"
  /// In the order of the description.
  private(set) var schemas: [JSONMember]
  private var filled: Set<String> = []

  /// - Parameter values: values that fit schemas, by the names of these.
  init(_ schemas: [JSONMember], from values: [(schema: String, value: JSONValue)]) {
    self.schemas = schemas
    for (name, value) in values { fill(name, from: value) }
  }

  private mutating func fill(_ name: String, from value: JSONValue) {
    guard let place = schemas.firstIndex(where: { $0.name == name }), filled.insert(name).inserted else {
      return
    }
    schemas[place].value = filled(schemas[place].value, from: value)
  }

  /// Returns the schema with `value` as its example, if it has one. A schema that it refers to is filled too.
  private mutating func filled(_ schema: JSONValue, from value: JSONValue) -> JSONValue {
    guard case .object(var keywords) = schema else { return schema }
    for index in keywords.indices {
      switch (keywords[index].name, keywords[index].value, value) {
      case ("examples", _, .string), ("examples", _, .integer): keywords[index].value = .array([value])
      case ("$ref", .string(let name), _): fill(String(name.dropFirst(Self.prefix.count)), from: value)
      case ("items", let items, .array(let values)):
        if let first = values.first { keywords[index].value = filled(items, from: first) }
      case ("anyOf", .array(let schemas), _):
        var all: [JSONValue] = []
        for one in schemas { all.append(filled(one, from: value)) }
        keywords[index].value = .array(all)
      case ("properties", .object(var fields), .object(let members)):
        for place in fields.indices {
          guard let member = members.first(where: { $0.name == fields[place].name }) else { continue }
          fields[place].value = filled(fields[place].value, from: member.value)
        }
        keywords[index].value = .object(fields)
      default: break
      }
    }
    return .object(keywords)
  }
}
