import TestSupport
import Testing

@testable import App

@Suite("The labels of a directory's own fields in one language")
struct FieldLanguageTests {
  let directory: RunningDirectory

  init() throws {
    directory = try RunningDirectory()
    let admin = try Staff(directory, role: "admin")
    let lines = #"""
      {"type":"field","name":"voices","label":{"en":"Voices","nb":"Stemmer"},"help":"Which.","valueType":"choice","choices":[{"value":"SATB","label":{"en":"Mixed","nb":"Blandet"}},{"value":"TTBB","label":"Men"}],"filterable":true,"facetable":true}

      """#
    let answer = try admin.send("POST", "/import", lines, type: "application/x-ndjson")
    #expect(answer.status == 200, "\(answer.text)")
    let rows = "slug;custom.voices\nasker;SATB\ndrammen;TTBB\n"
    #expect(try admin.send("POST", "/import?type=member", rows, type: "text/csv").status == 200)
  }

  @Test("are texts in that language, and those in another one have it in front")
  func labels() throws {
    let plain = try directory.get("/fields/voices").json
    #expect(plain["label"]?["nb"]?.string == "Stemmer")
    let field = try directory.get("/fields/voices?lang=nb").json
    #expect(field["label"]?.string == "Stemmer")
    #expect(field["help"]?["en"]?.string == "Which.")
    #expect(field["choices"]?.items.first?["label"]?.string == "Blandet")
    #expect(field["choices"]?.items.last?["label"]?["en"]?.string == "Men")
    #expect(try directory.get("/fields/voices?lang=en").json["label"]?.string == "Voices")
  }

  @Test("are the names of facets and of properties")
  func facets() throws {
    let answer = try directory.get("/members?lang=nb&facets=custom.voices&limit=0").json
    let values = answer["facets"]?["custom.voices"]?.items ?? []
    #expect(values.map { $0["name"]?.string } == ["Blandet", "Men"])
    #expect(values.map { $0["language"]?.string } == [nil, "en"])
    let text = try directory.get("/members/asker.jsonld?lang=nb").text
    #expect(text.contains("Stemmer") && text.contains("Blandet") && !text.contains("Voices"))
  }
}
