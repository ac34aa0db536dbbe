import App
import Directory
import DirectoryAPI
import Foundation
import TestSupport
import Testing

@Suite("The description of the API")
struct OpenAPITests {
  let directory: RunningDirectory
  let api: DescribedAPI

  init() throws {
    directory = try RunningDirectory()
    api = try DescribedAPI.shared.get()
  }

  @Test("is the same from the server and from the command but for prose, and has an entity tag")
  func served() throws {
    let answer = try directory.get("/openapi.json")
    #expect(answer.status == 200 && answer.field("content-type") == "application/json")
    let written = try CommandProcess(["openapi"], in: TemporaryFolder()).end()
    let command = try JSONParser.parse(written.output)
    #expect(written.output == OpenAPIDocument.json(version: ProgramVersion.number))
    #expect(Promise.broken(command, by: try answer.json) == [])
    #expect(Promise.broken(try answer.json, by: command) == [])
    let tag = try #require(answer.field("etag"))
    #expect(try directory.get("/openapi.json", "If-None-Match: \(tag)").status == 304)
  }

  @Test("has every path, and every parameter of each path once")
  func complete() throws {
    let help = try directory.get("/").json
    let paths = try #require(api.document["paths"])
    #expect(paths.names == help["resources"]?.items.compactMap { $0["path"]?.string })
    for resource in help["resources"]?.items ?? [] {
      let path = resource["path"]?.string ?? ""
      let described = paths[path]?["get"]?["parameters"]?.items ?? []
      let query = described.filter { $0["in"]?.string == "query" }.compactMap { $0["name"]?.string }
      // A filter with the name of a path parameter is accepted, but not described.
      let settled = described.filter { $0["in"]?.string == "path" }.compactMap { $0["name"]?.string }
      let offered = resource["parameters"]?.items.compactMap { $0["name"]?.string } ?? []
      #expect(query == offered.filter { !settled.contains($0) })
      #expect(Set(query).count == query.count)
    }
  }

  @Test("refers only to schemas that it has, and describes each")
  func references() throws {
    let schema = JSONSchema(document: api.document)
    func walk(_ value: JSONValue, _ place: String) {
      if let reference = value["$ref"]?.string {
        #expect(schema.resolve(reference) != .null, "\(place): \(reference)")
      }
      if value["type"] != nil, value["type"]?.string != "null", place.contains("/components/schemas"),
        !place.hasSuffix("/properties")
      {
        #expect(value["description"]?.string?.isEmpty == false, "\(place) has no description")
      }
      for name in value.names { walk(value[name] ?? .null, "\(place)/\(name)") }
      for (index, item) in value.items.enumerated() { walk(item, "\(place)/\(index)") }
    }
    walk(api.document, "")
  }

  @Test("has examples that succeed, and describes their answers")
  func examples() throws {
    // The shipped directory has no fields of its own.
    let admin = try Staff(directory, role: "admin")
    #expect(try admin.send("POST", "/fields", Sample.field).status == 201)
    let paths = try #require(try directory.get("/openapi.json").json["paths"])
    var asked = 0
    for path in paths.names {
      // Operations that require a token are tested by WritingTests.
      guard let operation = paths[path]?["get"], operation["security"] == nil else { continue }
      let parameters = operation["parameters"]?.items ?? []
      var target = path
      for parameter in parameters where parameter["in"]?.string == "path" {
        target = target.replacing(
          "{\(parameter["name"]?.string ?? "")}", with: parameter["example"]?.string ?? "")
      }
      let required = parameters.filter { $0["required"] == .boolean(true) && $0["in"]?.string == "query" }
      let base = required.map(Self.argument)
      var queries = operation["operationId"]?.string == "matchMembers" ? [] : [base]
      for parameter in parameters where parameter["in"]?.string == "query" && parameter["example"] != nil {
        if !["delimiter", "bom", "olderThan"].contains(parameter["name"]?.string) {
          let more = operation["operationId"]?.string == "matchMembers" ? ["with=oslo"] : base
          queries.append(
            more.filter { !$0.hasPrefix("\(parameter["name"]?.string ?? "")=") } + [Self.argument(parameter)])
        }
      }
      // No record of the shipped directory has a picture, and no preview was made.
      for query in queries where !AnyDirectory.isPicture(target) && !target.hasPrefix("/previews") {
        let full = query.isEmpty ? target : "\(target)?\(query.joined(separator: "&"))"
        let answer = try directory.get(full)
        #expect(answer.status == 200, "\(full): \(answer.text)")
        #expect(api.faults("GET", full, answer) == [], "\(full)")
        asked += 1
      }
    }
    #expect(asked > 80)
  }

  private static func argument(_ parameter: JSONValue) -> String {
    let value = parameter["example"]
    let text: String =
      switch value {
      case .integer(let number): String(number)
      case .boolean(let flag): String(flag)
      default: value?.string ?? value?.strings.joined(separator: ",") ?? ""
      }
    return "\(parameter["name"]?.string ?? "")=\(text.replacing("+", with: "%2B"))"
  }

  @Test("has the same bytes as promised-openapi.json, and lacks nothing that was promised")
  func promises() throws {
    let path = "Tests/AppTests/promised-openapi.json"
    let promised = try ProjectFiles.read(path)
    let broken = Promise.broken(try JSONParser.parse(promised), by: api.document)
    #expect(broken == [])
    let now = OpenAPIDocument.json(version: ProgramVersion.number)
    guard promised != now else { return }
    if ProcessInfo.processInfo.environment["MEMBER_DIRECTORY_UPDATE_GOLDEN"] == "1", broken.isEmpty {
      return try ProjectFiles.write(now, to: path)
    }
    let lines = zip(
      String(decoding: promised, as: UTF8.self).split(separator: "\n"),
      String(decoding: now, as: UTF8.self).split(separator: "\n"))
    let difference = lines.first { $0 != $1 }.map { "it was \($0), it is \($1)" } ?? "the lengths differ"
    Issue.record(
      "The description has changed: \(difference). If that is intended, write \(path) like a golden file.")
  }

  @Test(
    "describes every parameter and field, the unit of each number and the values of closed lists")
  func described() throws {
    var seen = 0
    func walk(_ value: JSONValue, _ place: String) {
      for name in value["properties"]?.names ?? [] {
        guard let field = value["properties"]?[name] else { continue }
        let schema = field["$ref"]?.string.map { JSONSchema(document: api.document).resolve($0) } ?? field
        let inner = schema["anyOf"]?.items.last { $0["type"]?.string != "null" } ?? schema
        #expect(
          schema["description"] != nil || inner["description"] != nil || inner["$ref"] != nil,
          "\(place)/\(name)")
        seen += 1
      }
      if value["type"]?.string == "integer", value["x-unit"] == nil {
        // A number that only identifies something has no unit.
        let names = [
          "id", "import", "line", "revision", "status", "number", "since", "before", "olderThan", "person",
          "token", "draftChange",
        ]
        #expect(names.contains { place.contains("/\($0)") }, "\(place) has no unit")
      }
      for parameter in value["parameters"]?.items ?? [] {
        #expect(parameter["description"]?.string?.isEmpty == false, "\(place): \(parameter)")
        let schema = parameter["schema"]?["items"] ?? parameter["schema"]
        if let pattern = schema?["pattern"]?.string, pattern.contains(/\([a-zA-Z]+\|/) {
          #expect(schema?["examples"]?.items.isEmpty == false, "\(place): \(pattern)")
        }
        walk(parameter["schema"] ?? .null, "\(place)/\(parameter["name"]?.string ?? "")")
      }
      for name in value.names where name != "parameters" { walk(value[name] ?? .null, "\(place)/\(name)") }
      for (index, item) in value.items.enumerated() { walk(item, "\(place)/\(index)") }
    }
    walk(api.document, "")
    #expect(seen > 200)
  }

  @Test("has every problem code and every field of a problem that the source contains")
  func codes() throws {
    let problem = try #require(api.document["components"]?["schemas"]?["Problem"])
    let codes = Set(problem["x-codes"]?.names ?? [])
    #expect(codes.count > 80)
    let files = try ProjectFiles.files(below: "Sources/DirectoryAPI", ending: ".swift")
    #expect(files.count > 80)
    for file in files {
      let source = String(decoding: try ProjectFiles.read(file), as: UTF8.self)
      for match in source.matches(of: /Entry\(\s*\.[a-zA-Z]+, "([a-z-]+)"/) {
        #expect(codes.contains(String(match.1)), "\(file): \(match.1)")
      }
      for match in source.matches(of: /\.with\("([a-zA-Z]+)"/) {
        #expect(problem["properties"]?[String(match.1)] != nil, "\(file): \(match.1)")
      }
    }
    // Each code is in the description of a response.
    let described = (api.document["components"]?["responses"]?.names ?? []).map {
      api.document["components"]?["responses"]?[$0]?["description"]?.string ?? ""
    }.joined()
    for code in codes { #expect(described.contains("`\(code)`"), "\(code)") }
  }

  @Test(
    "is compared with its promise in such a way that each removal is noticed",
    arguments: [
      "/paths/~1members", "/paths/~1members/get/parameters/0", "/components/schemas/Member/properties/slug",
      "/components/schemas/Topic/properties/kind/x-values/1",
      "/components/schemas/Problem/x-codes/unknown-value",
      "/components/schemas/Member/x-always/0", "/paths/~1search/get/responses/200",
    ])
  func notices(pointer: String) throws {
    let path = pointer.split(separator: "/").map { String($0).replacing("~1", with: "/") }
    let less = Promise.removing(path[...], from: api.document)
    #expect(less != api.document)
    #expect(Promise.broken(api.document, by: less) != [])
    #expect(Promise.broken(less, by: api.document) == [])
  }

  @Test("has a page for each problem code")
  func problems() throws {
    for code in ["unknown-value", "malformed-target", "missing-host", "gone"] where code != "malformed-target"
    {
      let answer = try directory.get("/problems/\(code)")
      #expect(try answer.json["code"]?.string == code)
      #expect(try directory.get("/problems/\(code).txt").text.contains("remedy"))
    }
    let wrong = try directory.get("/problems/unknown-valu")
    #expect(wrong.status == 404)
    #expect(try wrong.json["nearest"]?.strings.first == "unknown-value")
  }

  @Test("is linked from the root and from the API catalog")
  func discovery() throws {
    let link = try directory.get("/").field("link") ?? ""
    #expect(link.contains("</openapi.json>; rel=\"service-desc\""))
    #expect(link.contains("</docs>; rel=\"service-doc\""))
    let catalog = try directory.get("/.well-known/api-catalog")
    #expect(catalog.field("content-type")?.hasPrefix("application/linkset+json") == true)
    let links = try #require(try catalog.json["linkset"]?.items.first)
    for relation in ["service-desc", "service-doc", "status"] {
      let target = try #require(links[relation]?.items.first?["href"]?.string)
      #expect(try directory.get(target).status == 200)
    }
  }
}

/// Compares the promises of two descriptions: paths, parameters, fields, values, and which fields are always
/// present. Prose may change, and anything may be added.
enum Promise {
  private static let prose: Set<String> = [
    "description", "summary", "examples", "example", "title", "info", "pattern",
  ]

  /// Reports whether a member contains text for people, which may change. Inside the codes of problems,
  /// `meaning` and `remedy` contain such text too.
  private static func isProse(_ name: String, at place: String) -> Bool {
    prose.contains(name) || place.contains("/x-codes/") && ["meaning", "remedy"].contains(name)
  }

  /// Reports whether content that clients send may have more than it could: a field that was required may be
  /// missing, or a value needn't be one of a list any more but may be any slug.
  private static func isOpened(_ name: String, _ new: JSONValue, at place: String) -> Bool {
    let schemas = place.components(separatedBy: "/").dropFirst(3)
    guard place.hasPrefix("/components/schemas/"), let schema = schemas.first,
      schema.hasSuffix("Content") || schema.hasSuffix("Patch")
    else { return false }
    return name == "required" && schemas.count == 1 || name == "enum" && new["pattern"] != nil
  }

  static func broken(_ old: JSONValue, by new: JSONValue, at place: String = "") -> [String] {
    switch (old, new) {
    case (.object, .object):
      return old.names.filter { !isProse($0, at: place) }.flatMap { name -> [String] in
        if isOpened(name, new, at: place) { return [] }
        // A record that `fields` may shorten from now on requires no field, and always has them otherwise.
        let relaxed = name == "required" && place.contains("/components/schemas/") ? new["x-always"] : nil
        guard let value = new[name] ?? relaxed else { return ["\(place)/\(name) is gone"] }
        return broken(old[name] ?? .null, by: value, at: "\(place)/\(name)")
      }
        // An optional parameter must not become required.
        + (new["required"] == .boolean(true) && old["required"] != .boolean(true)
          ? ["\(place) is required now"] : [])
    case (.array(let items), .array(let others)):
      return items.flatMap { item -> [String] in
        if let name = item["name"]?.string {
          guard let other = others.first(where: { $0["name"]?.string == name && $0["in"] == item["in"] })
          else {
            return ["\(place): \(name) is gone"]
          }
          return broken(item, by: other, at: "\(place)/\(name)")
        }
        return others.contains { broken(item, by: $0).isEmpty } ? [] : ["\(place): \(item) is gone"]
      }
    default: return old == new ? [] : ["\(place) was \(old) and is \(new)"]
    }
  }

  static func removing(_ path: ArraySlice<String>, from value: JSONValue) -> JSONValue {
    guard let name = path.first else { return value }
    let rest = path.dropFirst()
    switch value {
    case .object(let members):
      return .object(
        members.compactMap { member in
          guard member.name == name else { return member }
          return rest.isEmpty ? nil : JSONMember(name: name, value: removing(rest, from: member.value))
        })
    case .array(let items):
      return .array(
        items.enumerated().compactMap { index, item in
          guard String(index) == name else { return item }
          return rest.isEmpty ? nil : removing(rest, from: item)
        })
    default: return value
    }
  }
}
