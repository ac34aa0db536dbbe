package import Directory
import Foundation

/// Validates values against the schemas of an OpenAPI 3.1 document.
///
/// It knows the keywords of JSON Schema 2020-12 that the document uses. Any other keyword is reported as a
/// fault, so that none is silently ignored.
package struct JSONSchema {
  private let document: JSONValue

  package init(document: JSONValue) { self.document = document }

  private static let annotations: Set<String> = [
    "description", "examples", "default", "title", "example", "x-unit", "x-codes", "x-values", "x-list",
    "x-always",
  ]

  /// Returns the faults of `value`, each with its JSON pointer. Returns none if the value is valid.
  package func faults(_ value: JSONValue, against schema: JSONValue, at place: String = "") -> [String] {
    guard case .object(let keywords) = schema else { return ["\(place): no schema"] }
    return keywords.flatMap { keyword in
      faults(value, keyword.name, keyword.value, in: schema, at: place)
    }
  }

  private func faults(
    _ value: JSONValue, _ keyword: String, _ rule: JSONValue, in schema: JSONValue, at place: String
  ) -> [String] {
    switch keyword {
    case "$ref": return faults(value, against: resolve(rule.string ?? ""), at: place)
    case "anyOf":
      let tries = rule.items.map { faults(value, against: $0, at: place) }
      return tries.contains(where: \.isEmpty) ? [] : tries.first ?? []
    case "items":
      guard case .array(let items) = value else { return [] }
      return items.enumerated().flatMap { faults($1, against: rule, at: "\(place)/\($0)") }
    case "required":
      guard case .object = value else { return [] }
      return rule.strings.filter { value[$0] == nil }.map { "\(place): \($0) is missing" }
    case "properties":
      return rule.names.flatMap { name in
        value[name].map { faults($0, against: rule[name] ?? .null, at: "\(place)/\(name)") } ?? []
      }
    case "additionalProperties":
      let others = value.names.filter { schema["properties"]?[$0] == nil }
      if rule == .boolean(false) { return others.map { "\(place): \($0) is not in the schema" } }
      return others.flatMap { faults(value[$0] ?? .null, against: rule, at: "\(place)/\($0)") }
    default: return Self.faults(value, keyword, rule, at: place)
    }
  }

  /// Returns the faults of a value by a keyword that has no schemas in it.
  private static func faults(
    _ value: JSONValue, _ keyword: String, _ rule: JSONValue, at place: String
  ) -> [String] {
    func expect(_ isRight: Bool, _ message: String) -> [String] { isRight ? [] : ["\(place): \(message)"] }
    switch keyword {
    case "type":
      let types = rule.string.map { [$0] } ?? rule.strings
      return expect(types.contains { has($0, value) }, "\(value) is not \(types)")
    case "enum":
      return expect(rule.items.contains(value), "\(value) is not one of the \(rule.items.count) values")
    case "const": return expect(value == rule, "\(value) is not \(rule)")
    case "minimum", "maximum":
      guard case .integer(let number) = value, case .integer(let bound) = rule else { return [] }
      return expect(keyword == "minimum" ? number >= bound : number <= bound, "\(number) is beyond \(bound)")
    case "minItems", "maxItems":
      guard case .array(let items) = value, case .integer(let bound) = rule else { return [] }
      return expect(
        keyword == "minItems" ? items.count >= bound : items.count <= bound, "\(items.count) items")
    case "maxLength":
      guard let text = value.string, case .integer(let bound) = rule else { return [] }
      return expect(text.unicodeScalars.count <= bound, "\(text.count) characters")
    case "pattern":
      guard let text = value.string, let pattern = try? Regex(rule.string ?? "(") else { return [] }
      return expect(text.firstMatch(of: pattern) != nil, "\(text) does not match \(rule.string ?? "")")
    case "format":
      guard let text = value.string else { return [] }
      return expect(
        isFormatted(text, rule.string ?? ""), "\(text) isn't formatted as \(rule.string ?? "")")
    default:
      return expect(annotations.contains(keyword), "the keyword \(keyword) is not known")
    }
  }

  package func resolve(_ reference: String) -> JSONValue {
    reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
  }

  private static func has(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .boolean), ("null", .null),
      ("integer", .integer), ("number", .integer), ("number", .number):
      true
    default: false
    }
  }

  private static func isFormatted(_ text: String, _ format: String) -> Bool {
    switch format {
    case "date": TextRules.isDate(text)
    case "uri-reference": !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    case "date-time", "email", "uri": !text.isEmpty
    default: false
    }
  }
}
