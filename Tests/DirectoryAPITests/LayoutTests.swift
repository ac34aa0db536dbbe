import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The layout of JSON")
struct LayoutTests {
  @Test(
    "pretty puts each value on a line, and doesn't change strings and empty values",
    arguments: [
      ("{}", "{}"), ("[]", "[]"), (#"{"a":[]}"#, "{\n  \"a\": []\n}"),
      (#"{"a":{},"b":1}"#, "{\n  \"a\": {},\n  \"b\": 1\n}"),
      ("[[1,2],[]]", "[\n  [\n    1,\n    2\n  ],\n  []\n]"),
      (#"{"a":"{[,:]}"}"#, "{\n  \"a\": \"{[,:]}\"\n}"),
      (#"{"a":"\"{","b":2}"#, "{\n  \"a\": \"\\\"{\",\n  \"b\": 2\n}"),
      (#"{"a":"\\","b":[0]}"#, "{\n  \"a\": \"\\\\\",\n  \"b\": [\n    0\n  ]\n}"),
      (#"{"a":"\\\"","b":2}"#, "{\n  \"a\": \"\\\\\\\"\",\n  \"b\": 2\n}"),
      ("{\"a\":{\"b\":{\"c\":null}}}\n", "{\n  \"a\": {\n    \"b\": {\n      \"c\": null\n    }\n  }\n}\n"),
    ])
  func pretty(compact: String, laidOut: String) {
    #expect(String(decoding: PrettyJSON.format(Array(compact.utf8)), as: UTF8.self) == laidOut)
  }

  @Test(
    "pretty changes the layout of every answer in JSON, but no value",
    arguments: [
      "/members", "/members?kind=county&include=topics", "/members?include=county", "/members/asker",
      "/members/asker.jsonld", "/topics.jsonld", "/topics/climate", "/contacts", "/organisation",
      "/search?q=oslo", "/match?topic=climate",
    ])
  func answers(target: String) throws {
    let service = try Service()
    service.change { $0.members[0].summary = #"A "quoted" \ summary: {[,]}"# }
    let plain = try service.ask("GET", target)
    let separator = target.contains("?") ? "&" : "?"
    let pretty = try service.ask("GET", "\(target)\(separator)pretty")
    #expect(pretty.text.hasPrefix("{\n  \"") && pretty.text.hasSuffix("}\n"))
    #expect(try pretty.json == plain.json)
    #expect(try service.ask("GET", "\(target)\(separator)pretty=false").body == plain.body)
  }

  @Test(
    "the parameter fields selects the fields of records, in lists and in single records",
    arguments: [
      ("/members/asker", "name,links", ["name", "links"]),
      ("/members/asker", "links,name", ["name", "links"]),
      ("/members/asker", "image", []), ("/topics/climate", "members", ["members"]),
      ("/topics/climate", "slug", ["slug"]), ("/offices/oslo", "id,host", ["id", "host"]),
      ("/contacts/kari-nordmann", "telephone", ["telephone"]), ("/organisation", "region", ["region"]),
    ])
  func fields(target: String, fields: String, names: [String]) throws {
    let service = try Service()
    let json = try service.ask("GET", "\(target)?fields=\(fields)").json
    #expect(json.names == names)
    let whole = try service.ask("GET", target).json
    for name in names { #expect(json[name] == whole[name]) }
    let list = target.split(separator: "/").first ?? ""
    guard list != "organisation", names != ["members"] else { return }
    let items = try service.ask("GET", "/\(list)?fields=\(fields)").json["items"]?.items ?? []
    let asked = Set(fields.split(separator: ",").map(String.init))
    #expect(!items.isEmpty && items.allSatisfy { Set($0.names).isSubset(of: asked) })
    #expect(items.contains { $0.names == names })
    // Other code writes the members of a list if something is included.
    if list == "members" {
      let included = try service.ask("GET", "/members?fields=\(fields)&include=county").json
      #expect(included["items"]?.items == items)
    }
  }
}
