import Directory
import TestSupport
import Testing

@Suite("Search in all languages of the directory")
struct TranslatedSearchTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func found(_ query: String) throws -> [String] {
    let answer = try directory.get("/search?limit=50&q=" + Self.encoded(query)).json
    return answer["items"]?.items.compactMap { $0["slug"]?.string } ?? []
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { $0 < 0x80 && $0 != 0x20 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }
      .joined()
  }

  private func patch(_ item: String, _ content: String) throws {
    #expect(try staff.send("PATCH", item, content, try staff.ifMatch(item)).status == 200)
  }

  @Test(
    "finds what people in the region mean",
    arguments: [
      ("bærum kommune", "baerum"), ("baerum kommune", "baerum"), ("Viken fylkeskommune", "viken"),
      ("helse", "public-health"), ("helse", "mental-health"), ("klima", "climate"), ("klim", "climate"),
      ("universitet", "oslomet"), ("storbyuniversitetet", "oslomet"),
      ("innlandet fylkeskommune", "innlandet"),
      ("folkehelse", "public-health"),
      ("fns bærekraftsmål", "un-sustainable-development-goals"),
    ])
  func meant(query: String, slug: String) throws {
    let slugs = try found(query)
    #expect(slugs.contains(slug), "\(query): \(slugs)")
  }

  @Test("puts a record that is called so in any language first")
  func first() throws {
    #expect(try found("bærum kommune").first == "baerum")
    #expect(try found("viken fylkeskommune").first == "viken")
    #expect(try found("klima").first == "climate")
  }

  @Test("shows the text that it has found, with its language")
  func highlighted() throws {
    let hit = try directory.get("/search?q=fylkeskommune&type=member").json["items"]?.items.first
    let highlight = hit?["highlights"]?.items.first
    #expect(highlight?["language"]?.string == "nb" && highlight?["field"]?.string == "name")
    let english = try directory.get("/search?q=viken&type=member").json["items"]?.items.first
    #expect(english?["highlights"]?.items.first?["language"] == nil)
  }

  @Test("follows changes of texts, of the names of topics, counties and kinds, and of synonyms")
  func changed() throws {
    try patch("/members/asker", #"{"translations":{"nb":{"focusAreas":["Kaldtvannsbading"]}}}"#)
    #expect(try found("kaldtvannsbading") == ["asker"])
    try patch("/members/asker", #"{"translations":{"nb":{"focusAreas":null}}}"#)
    #expect(try found("kaldtvannsbading") == [])
    try patch("/topics/climate", #"{"translations":{"nb":{"name":"Omstilling"}}}"#)
    let members = try directory.get("/members?topic=climate").json["total"]
    #expect(try directory.get("/members?q=omstilling").json["total"] == members)
    try patch("/member-kinds/university", #"{"translations":{"nb":{"name":"Høyskole"}}}"#)
    #expect(try found("høyskole") == ["oslomet"])
    try patch("/counties/viken", #"{"translations":{"nb":{"name":"Grenland"}}}"#)
    #expect(try directory.get("/members?q=grenland").json["total"] != .integer(0))
  }

  @Test("takes synonyms for one another, in lists too, and keeps them in the document")
  func synonyms() throws {
    #expect(try found("badebyen") == [])
    try patch("/organisation", #"{"synonyms":[["badebyen","asker"],["å","aas"]]}"#)
    #expect(try found("badebyen").contains("asker"))
    #expect(try directory.get("/members?q=badebyen").json.slugs == ["asker"])
    let hit = try directory.get("/search?q=badebyen&type=member").json["items"]?.items.first
    #expect(hit?["highlights"]?.items.isEmpty == false)
    let item = "/organisation"
    for (synonyms, code) in [
      (#"[["bad"]]"#, "out-of-range"), (#"[["two words","x"]]"#, "out-of-range"),
      (#"[["a","b"],["c","A"]]"#, "duplicate"), (#"["a","b"]"#, "wrong-type"), (#"[["a",""]]"#, "empty"),
    ] {
      let answer = try staff.send("PATCH", item, #"{"synonyms":\#(synonyms)}"#, try staff.ifMatch(item))
      #expect(answer.status == 422 && answer.text.contains(code), "\(synonyms): \(answer.text)")
    }
  }

  @Test("suggests values by their names in all languages")
  func suggested() throws {
    for (query, slug) in [
      ("/members?topic=klima", "climate"), ("/members?topic=folkehelse", "public-health"),
      ("/members?kind=kommune", "municipality"), ("/match?with=b%C3%A6rum+kommune", "baerum"),
      ("/topics?member=Viken+fylkeskommune", "viken"), ("/members?topic=reiseliw", "tourism"),
    ] {
      let answer = try directory.get(query)
      #expect(answer.status == 400)
      #expect(try answer.json["nearest"]?.items.first?.string == slug, "\(query): \(answer.text)")
    }
  }

  @Test("lets an import refer to records by their names in all languages")
  func imported() throws {
    let rows = "name,kind,county,topics,summary\nHurdal kommune,kommune,Viken fylke,climate,Et sted.\n"
    let answer = try staff.send("POST", "/import?type=member", rows, type: "text/csv")
    #expect(answer.status == 200 || answer.text.contains("kind"), "\(answer.text)")
    let known = "name,website\nBærum kommune,https://www.baerum.kommune.no\n"
    #expect(try staff.send("POST", "/import?type=member", known, type: "text/csv").status == 200)
    #expect(try directory.get("/members/baerum").json["website"]?.string == "https://www.baerum.kommune.no")
  }
}
