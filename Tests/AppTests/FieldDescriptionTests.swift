import Directory
import TestSupport
import Testing

@testable import App

@Suite("The description, search and linked data of fields that a directory defines")
struct FieldDescriptionTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    let choices =
      #"[{"value":"SATB","label":"Mixed"},"SSAA"],"filterable":true,"facetable":true"#
    for content in [
      #"{"name":"voices","label":{"en":"Voices"},"help":"As in scores.","valueType":"choices","#
        + #""choices":\#(choices)}"#,
      #"{"name":"fee","valueType":"number","filterable":true}"#, #"{"name":"motto","valueType":"text"}"#,
      #"{"name":"inner","valueType":"text","visibility":"staff"}"#,
    ] {
      #expect(try admin.send("POST", "/fields", content).status == 201)
    }
    let values = #"{"custom":{"voices":["SATB"],"fee":12.5,"motto":"Quodlibet","inner":"Hemmelig"}}"#
    let answer = try admin.send("PATCH", "/members/asker", values, try admin.ifMatch("/members/asker"))
    #expect(answer.status == 200, "\(answer.text)")
  }

  @Test("are in the description of this server, with types, choices and filters")
  func description() throws {
    let document = try directory.get("/openapi.json").json
    for name in ["Member", "MemberContent", "MemberPatch"] {
      let custom = document["components"]?["schemas"]?[name + "Custom"]
      #expect(custom?["properties"]?.names.sorted() == ["fee", "motto", "voices"], "\(name)")
      let voices = custom?["properties"]?["voices"]
      let values = name == "Member" ? "x-values" : "enum"
      #expect(voices?["items"]?[values]?.items.compactMap(\.string) == ["SATB", "SSAA"], "\(name)")
      #expect(voices?["description"]?.string?.contains("Voices. As in scores.") == true)
    }
    for path in ["/members", "/topics/{slug}/members"] {
      let parameters = document["paths"]?[path]?["get"]?["parameters"]?.items ?? []
      let names = parameters.compactMap { $0["name"]?.string }
      #expect(names.filter { $0.hasPrefix("custom.") } == ["custom.fee", "custom.voices"], "\(path)")
    }
    let topics = document["paths"]?["/topics"]?["get"]?["parameters"]?.items ?? []
    #expect(!topics.contains { $0["name"]?.string?.hasPrefix("custom.") == true })
    #expect(try !directory.get("/openapi.json").text.contains("inner"))
  }

  @Test("are found by search as far as they are public texts")
  func search() throws {
    func finds(_ word: String) throws -> Bool {
      try directory.get("/search?q=\(word)").json["total"] != .integer(0)
    }
    #expect(try finds("quodlibet") && !finds("hemmelig"))
    for (visibility, isFound) in [("public", true), ("staff", false)] {
      let patch = #"{"visibility":"\#(visibility)"}"#
      #expect(
        try admin.send("PATCH", "/fields/inner", patch, try admin.ifMatch("/fields/inner")).status == 200)
      #expect(try finds("hemmelig") == isFound)
      #expect(try isFound || !directory.get("/search?q=hemmelg").text.contains("hemmelig"))
      #expect(try directory.get("/members?q=hemmelig").json["total"] == .integer(isFound ? 1 : 0))
    }
  }

  @Test("are properties in linked data, with the labels of choices")
  func linkedData() throws {
    let properties = try directory.get("/members/asker.jsonld").json["additionalProperty"]?.items ?? []
    #expect(properties.compactMap { $0["propertyID"]?.string } == ["fee", "motto", "voices"])
    #expect(properties.last?["value"]?.items.compactMap(\.string) == ["Mixed"])
    #expect(properties.last?["name"]?.string == "Voices")
    #expect(try directory.get("/members/oslo.jsonld").json["additionalProperty"] == nil)
    #expect(try admin.get("/members/asker.jsonld").text.contains("Hemmelig"))
  }
}
