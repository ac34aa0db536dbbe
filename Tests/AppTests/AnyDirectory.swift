import Directory
import Foundation
import TestSupport
import Testing

@testable import App

/// The two directories that examples and corrections are tested with.
enum AnyDirectory: String, CaseIterable, CustomTestStringConvertible {
  case shipped, choirs

  /// True if examples of the target can be records of the directory: the shipped one has no fields of its
  /// own, no record of either has a picture, and there is no preview.
  func has(_ target: String) -> Bool {
    !Self.isPicture(target) && !target.hasPrefix("/previews")
      && (self == .choirs || !target.hasPrefix("/fields"))
  }

  /// True for the address of a picture.
  static func isPicture(_ target: String) -> Bool {
    ["/image", "/logo", "/portrait"].contains { target.contains($0) }
  }

  var testDescription: String { rawValue }

  func start() throws -> RunningDirectory {
    guard self == .choirs else { return try RunningDirectory() }
    let folder = try TemporaryFolder()
    try folder.write(Array(ChoirDirectory.document.utf8), to: "choirs.json")
    let database = SettingFlag("--test", "database.path", folder.file("directory.sqlite"))
    _ = try MemberDirectory.importFile(
      try ResolvedSettings(SettingsSources(flags: [database])).settings,
      MemberDirectory.ImportOptions(
        file: folder.file("choirs.json"), format: nil, type: nil, isDryRun: false, author: "import"),
      output: LogOutput { _ in }, progress: LogOutput { _ in })
    let directory = try RunningDirectory(in: folder)
    // The document is of version 1, which has no fields.
    let answer = try Staff(directory, role: "admin").send("POST", "/fields", Sample.field)
    #expect(answer.status == 201)
    return directory
  }
}

extension JSONValue {
  /// The value of an example as it is written in a query.
  var inQuery: String {
    switch self {
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    default: string ?? strings.joined(separator: ",")
    }
  }
}

/// A read that a description describes, with the examples of that description.
struct DescribedRead {
  struct Parameter {
    let name: String
    let example: String
    let isRequired: Bool
    let formats: [String]
  }

  let path: String
  let id: String
  let parameters: [Parameter]

  /// Returns the reads that need no token.
  static func all(of description: JSONValue) -> [DescribedRead] {
    (description["paths"]?.names ?? []).compactMap { path in
      guard let operation = description["paths"]?[path]?["get"], operation["security"] == nil else {
        return nil
      }
      var filled = path
      var parameters: [Parameter] = []
      for one in operation["parameters"]?.items ?? [] {
        let (name, example) = (one["name"]?.string ?? "", one["example"]?.inQuery ?? "")
        if one["in"]?.string == "path" {
          filled = filled.replacing("{\(name)}", with: example)
        } else if one["in"]?.string == "query" {
          parameters.append(
            Parameter(
              name: name, example: example, isRequired: one["required"] == .boolean(true),
              formats: one["x-formats"]?.strings ?? []))
        }
      }
      return DescribedRead(path: filled, id: operation["operationId"]?.string ?? "", parameters: parameters)
    }
  }

  /// Returns a request with examples of the required parameters and of one more.
  func target(with more: Parameter? = nil) -> String {
    // A match needs one of three parameters, none of which is required.
    let isMatch = id == "matchMembers" && !["topic", "programme", "with"].contains(more?.name)
    let needed = parameters.filter { $0.isRequired || isMatch && $0.name == "with" }
    let pairs = needed.filter { $0.name != more?.name } + [more].compactMap(\.self)
    let isJSON = more?.formats.contains("json") ?? true
    let suffix = isJSON || more?.formats.isEmpty == true ? "" : ".\(more?.formats.first ?? "")"
    return Self.target(path + suffix, pairs.map { ($0.name, $0.example) })
  }

  static func target(_ path: String, _ pairs: [(String, String)]) -> String {
    let query = pairs.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: ".,:-_")))
      ?? ""
  }
}
