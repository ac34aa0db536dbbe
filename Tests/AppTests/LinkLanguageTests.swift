import Directory
import TestSupport
import Testing

@Suite("Labels of web links in several languages")
struct LinkLanguageTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/asker"
  private static let links = """
    {"webLinks":[{"label":"Projects","url":"https://asker.example/projects"}],"translations":{"nb":\
    {"webLinks":[{"label":"Vaffelplaner","url":"https://asker.example/prosjekter"}]}}}
    """

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
    #expect(try patch(Self.links).status == 200)
  }

  private func patch(_ content: String) throws -> RawResponse {
    try staff.send("PATCH", item, content, try staff.ifMatch(item))
  }

  private func label(_ target: String) throws -> String? {
    try directory.get(target).json["webLinks"]?.items.first?["label"]?.string
  }

  @Test("are chosen by lang, and those that aren't translated are marked")
  func chosen() throws {
    #expect(try label(item) == "Projects" && label(item + "?lang=en") == "Projects")
    #expect(try label(item + "?lang=nb") == "Vaffelplaner")
    #expect(try directory.get(item + "?lang=nb").json["textLanguages"]?["webLinks"] == nil)
    #expect(try directory.get(item).json["translations"] == nil)
    #expect(try directory.get("/nb/members/asker").text.contains("https://asker.example/prosjekter"))
    #expect(try patch(#"{"translations":{"nb":{"webLinks":null}}}"#).status == 200)
    #expect(try label(item + "?lang=nb") == "Projects")
    #expect(try directory.get(item + "?lang=nb").json["textLanguages"]?["webLinks"]?.string == "en")
    #expect(try directory.get("/members/oslo?lang=nb").json["textLanguages"]?["webLinks"] == nil)
  }

  @Test("are in all formats, found by search, and marked there with their language")
  func formats() throws {
    let data = try directory.get("/members/asker.jsonld?lang=nb").text
    #expect(data.contains("Vaffelplaner") && !data.contains("Projects"))
    #expect(
      try directory.get("/members/asker.csv?lang=nb").text.contains(
        "Vaffelplaner: https://asker.example/pros"))
    let hit = try #require(try directory.get("/search?q=vaffelplaner").json["items"]?.items.first)
    #expect(hit["slug"]?.string == "asker")
    let highlights = hit["highlights"]?.items ?? []
    #expect(highlights.contains { $0["field"]?.string == "webLinks" && $0["language"]?.string == "nb" })
  }

  @Test("are in revisions, in documents, and in a column of tables, from which an import reads the same")
  func tables() throws {
    let changes = try staff.get(item + "/revisions").json["items"]?.items.first?["changes"]?.items ?? []
    #expect(changes.contains { $0["pointer"]?.string == "/translations/nb/webLinks" })
    let table = try staff.get("/members.csv?fields=slug,webLinks").text
    #expect(table.contains("Projects: https://asker.example/projects"))
    let whole = try staff.get("/members.csv").text
    #expect(
      whole.contains(",webLinks@nb") && whole.contains("Vaffelplaner: https://asker.example/prosjekter"))
    let again = try staff.send("POST", "/import?type=member", whole, type: "text/csv").json
    #expect(again["unchanged"] == .integer(17))
    let row =
      "slug,webLinks@nb\nasker,Alle prosjekter: https://asker.example/alle; https://www.asker.example/b\n"
    #expect(
      try staff.send("POST", "/import?type=member", row, type: "text/csv").json["updated"] == .integer(1))
    let links = try directory.get(item + "?lang=nb").json["webLinks"]?.items ?? []
    #expect(links.map { $0["label"]?.string } == ["Alle prosjekter", "asker.example"])
    #expect(try directory.get("/import/template.csv?type=member").text.contains("webLinks@nb"))
  }

  @Test("obey the rules of the links that they translate")
  func faults() throws {
    for (value, code) in [
      (#"[{"label":"A","url":"ftp://x.example"}]"#, "invalid-url"),
      (#"[{"url":"https://x.example"}]"#, "missing"),
      (#"[{"label":"A","url":"https://x.example"},{"label":"B","url":"https://x.example"}]"#, "duplicate"),
      (#""text""#, "wrong-type"), (#"[{"label":"A","url":"https://x.example","more":1}]"#, "unknown-field"),
    ] {
      let answer = try patch(#"{"translations":{"nb":{"webLinks":\#(value)}}}"#)
      let fault = try answer.json["errors"]?.items.first
      #expect(answer.status == 422 && fault?["code"]?.string == code, "\(answer.text)")
      #expect(fault?["pointer"]?.string?.hasPrefix("/translations/nb/webLinks") == true)
    }
  }
}
