package import Directory

/// Short access to the parts of a response's JSON. A missing part is nil or empty, so the expectation fails.
extension JSONValue {
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var names: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }

  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var items: [JSONValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  package var strings: [String] { items.compactMap(\.string) }
}
