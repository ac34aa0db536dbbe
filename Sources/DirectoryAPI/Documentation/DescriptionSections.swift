internal import Directory
internal import HTTPCore

/// The description in sections, for the documentation page: the list of operations is all that it shows at
/// first, and it loads a group when one of its operations is opened. Sections leave out what it never shows.
struct DescriptionSections: Sendable {
  /// Each section as JSON, by its name.
  let contents: [String: [UInt8]]

  static let list = "contents"
  static let codes = "codes"
  static let names: [String] = [list, codes] + OpenAPIDocument.tags.map(\.name)

  init(_ description: JSONValue) {
    var sections = [Self.list: Self.list(description), Self.codes: Self.codes(description)]
    for tag in OpenAPIDocument.tags { sections[tag.name] = Self.group(tag.name, description) }
    contents = sections.mapValues { $0.compact() + [Byte.lf] }
  }

  /// Returns the texts of the introduction, what the search field searches, and the status of each code.
  private static func list(_ description: JSONValue) -> JSONValue {
    let ofMessages = Set(RequestError.all.map(\.code))
    return .object(of: [
      "info": description["info"], "tags": description["tags"],
      "paths": operations(description) { operation in
        let content = operation["responses"]?["200"]?["content"]?.members.map { ($0.name, Optional(empty)) }
        return .object(of: [
          "operationId": operation["operationId"], "summary": operation["summary"],
          "description": operation["description"], "tags": operation["tags"],
          "security": operation["security"],
          "parameters": operation["parameters"].map { .array($0.items.map { $0.keeping(["name"]) }) },
          "responses": content.map { .object(of: ["200": .object(of: ["content": .object(of: $0)])]) },
        ])
      },
      // Any message may be malformed, so the page doesn't repeat these codes with each operation.
      "codes": .object(
        allCodes(description).members.map { code in
          let isOfMessage = ofMessages.contains(code.name)
          return JSONMember(
            name: code.name,
            value: .object(of: [
              "status": code.value["status"], "ofMessages": isOfMessage ? .boolean(true) : nil,
            ]))
        }),
    ])
  }

  private static func codes(_ description: JSONValue) -> JSONValue {
    .object(of: ["components": .object(of: ["schemas": .object(of: ["Problem": problem(description)])])])
  }

  private static func problem(_ description: JSONValue) -> JSONValue {
    .object(of: ["x-codes": allCodes(description)])
  }

  private static func allCodes(_ description: JSONValue) -> JSONValue {
    description["components"]?["schemas"]?["Problem"]?["x-codes"] ?? empty
  }

  /// Returns the operations of a group, with the content of their successful answers and with the schemas
  /// that they refer to.
  private static func group(_ tag: String, _ description: JSONValue) -> JSONValue {
    let paths = operations(description) { operation in
      guard operation["tags"]?.items.contains(.string(tag)) == true else { return nil }
      return .object(
        operation.members.map { member in
          guard member.name == "responses" else { return member }
          return JSONMember(
            name: member.name,
            value: .object(
              member.value.members.map {
                JSONMember(name: $0.name, value: $0.name == "200" ? $0.value.keeping(["content"]) : empty)
              }))
        })
    }
    let schemas = description["components"]?["schemas"] ?? empty
    var wanted: Set<String> = []
    var unread = [paths]
    while let value = unread.popLast() {
      for name in references(in: value) where wanted.insert(name).inserted {
        unread.append(schemas[name] ?? empty)
      }
    }
    return .object(of: [
      "paths": paths, "components": .object(of: ["schemas": schemas.keeping(wanted)]),
    ])
  }

  private static let empty = JSONValue.object([])

  /// Returns the paths with what `part` returns for each operation. Operations for which it returns nil are
  /// left out.
  private static func operations(_ description: JSONValue, _ part: (JSONValue) -> JSONValue?) -> JSONValue {
    .object(
      (description["paths"]?.members ?? []).compactMap { path in
        let kept = path.value.members.compactMap { operation in
          part(operation.value).map { JSONMember(name: operation.name, value: $0) }
        }
        return kept.isEmpty ? nil : JSONMember(name: path.name, value: .object(kept))
      })
  }

  private static func references(in value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member in
        if member.name == "$ref", case .string(let target) = member.value {
          return [String(target.split(separator: "/").last ?? "")]
        }
        return references(in: member.value)
      }
    case .array(let items): items.flatMap(references)
    case .null, .boolean, .integer, .number, .string: []
    }
  }
}

extension JSONValue {
  fileprivate var members: [JSONMember] { if case .object(let members) = self { members } else { [] } }
  fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

  /// Returns an object's member with this name; nil if it has none, and for any other value.
  fileprivate subscript(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  /// Returns an object with only the members that have these names.
  fileprivate func keeping(_ names: Set<String>) -> JSONValue {
    .object(members.filter { names.contains($0.name) })
  }
}
