import App
import Directory
import DirectoryAPI
import TestSupport
import Testing

/// Checks answers against the OpenAPI document.
struct DescribedAPI: Sendable {
  static let shared = Result {
    DescribedAPI(document: try JSONParser.parse(OpenAPIDocument.json(version: ProgramVersion.number)))
  }

  let document: JSONValue

  /// Returns how an answer differs from the document.
  func faults(_ method: String, _ target: String, _ answer: RawResponse) -> [String] {
    guard let type = answer.field("content-type"), !answer.content.isEmpty else { return [] }
    guard type.contains("json") && !type.contains("ndjson"), answer.field("content-encoding") == nil else {
      return []
    }
    guard let value = try? JSONParser.parse(answer.content) else { return ["not JSON"] }
    let schema = JSONSchema(document: document)
    if type == "application/problem+json" {
      return schema.faults(value, against: schema.resolve("#/components/schemas/Problem"))
        + (type.isEmpty ? [] : (200..<400).contains(answer.status) ? ["a problem with \(answer.status)"] : [])
    }
    guard answer.status == 200, method == "GET" else { return [] }
    // A draft may lack any field.
    guard value["status"]?.string != "draft" else { return [] }
    guard let operation = operation(at: target) else { return ["\(target) is not described"] }
    let described = operation["responses"]?["200"]?["content"]?[String(type.prefix { $0 != ";" })]
    guard let described else { return ["\(type) is not described"] }
    return schema.faults(value, against: described["schema"] ?? .null)
  }

  /// Returns the operation of a target's path, without its suffix.
  func operation(at target: String) -> JSONValue? {
    var path =
      target.hasPrefix("http://")
      ? "/" + target.split(separator: "/").dropFirst(2).joined(separator: "/") : target
    path = String(path.prefix { $0 != "?" })
    let paths = document["paths"]
    if let exact = paths?[path] { return exact["get"] }
    let segments = path.split(separator: "/").map { segment -> Substring in
      guard let dot = segment.firstIndex(of: "."), dot != segment.startIndex else { return segment }
      return segment[..<dot]
    }
    let found = paths?.names.filter { pattern in
      let parts = pattern.split(separator: "/")
      return parts.count == segments.count
        && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
    // A literal segment takes precedence over a parameter.
    return found?.min { $0.count { $0 == "{" } < $1.count { $0 == "{" } }.flatMap { paths?[$0]?["get"] }
  }
}
