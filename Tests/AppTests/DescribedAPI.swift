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
    let schema = JSONSchema(document: strict(selecting: target.contains("fields=")))
    if type == "application/problem+json" {
      return schema.faults(value, against: schema.resolve("#/components/schemas/Problem"))
        + (type.isEmpty ? [] : (200..<400).contains(answer.status) ? ["a problem with \(answer.status)"] : [])
    }
    guard answer.status == 200 || answer.status == 201 else { return [] }
    // A draft may lack any field.
    guard value["status"]?.string != "draft" else { return [] }
    guard let operation = operation(method, at: target) else { return ["\(target) is not described"] }
    let described = operation["responses"]?[String(answer.status)]?["content"]?[
      String(type.prefix { $0 != ";" })]
    guard let described else { return ["\(method) \(answer.status) \(type) is not described"] }
    return schema.faults(value, against: described["schema"] ?? .null)
  }

  /// Returns the operation of a target's path, without its suffix.
  func operation(_ method: String = "GET", at target: String) -> JSONValue? {
    let method = method == "HEAD" ? "get" : method.lowercased()
    var path =
      target.hasPrefix("http://")
      ? "/" + target.split(separator: "/").dropFirst(2).joined(separator: "/") : target
    path = String(path.prefix { $0 != "?" })
    let paths = document["paths"]
    if let exact = paths?[path] { return exact[method] }
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
    return found?.min { $0.count { $0 == "{" } < $1.count { $0 == "{" } }.flatMap { paths?[$0]?[method] }
  }
}

extension DescribedAPI {
  /// Returns the document with stricter schemas, for answers of this version of the program. The document
  /// allows fields and values that a later version may add. An answer of this version may only have those
  /// that the document names, and must have every field of `x-always`.
  ///
  /// - Parameter selecting: true for an answer to a request that names the fields.
  private func strict(selecting: Bool) -> JSONValue {
    func strict(_ value: JSONValue, isOpen: Bool = false) -> JSONValue {
      switch value {
      case .array(let items): return .array(items.map { strict($0, isOpen: isOpen) })
      case .object(let members):
        var strictMembers = members.compactMap { member -> JSONMember? in
          switch member.name {
          // Staff may add values to a list.
          case "x-values" where value["x-list"] != nil: nil
          case "x-values": JSONMember(name: "enum", value: member.value)
          case "x-always": selecting ? nil : JSONMember(name: "required", value: member.value)
          default:
            JSONMember(
              name: member.name,
              value: strict(member.value, isOpen: isOpen || ["Draft", "Problem"].contains(member.name)))
          }
        }
        if !isOpen, case .object = value["properties"], value["type"] != nil,
          value["additionalProperties"] == nil
        {
          strictMembers.append(JSONMember(name: "additionalProperties", value: .boolean(false)))
        }
        return .object(strictMembers)
      default: return value
      }
    }
    return strict(document)
  }
}
