import Directory
import TestSupport
import Testing

@Suite("Texts in several languages")
struct TranslationTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/asker"

  /// Begins with the shipped directory, to which it adds Northern Sámi, which has no text there.
  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
    #expect(try declare(#"["en","nb","se"]"#).status == 200)
  }

  private func declare(_ languages: String) throws -> RawResponse {
    try patch("/organisation", #"{"languages":\#(languages)}"#)
  }

  private func patch(_ item: String, _ content: String) throws -> RawResponse {
    try staff.send("PATCH", item, content, try staff.ifMatch(item))
  }

  private func translate(_ texts: String) throws -> RawResponse {
    try patch(item, #"{"translations":{"se":\#(texts)}}"#)
  }

  @Test("are undone with an import, each for itself")
  func undo() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    let rows = "slug,name@nb,name@se\nasker,Askerby,Aske\n"
    let imported = try staff.send("POST", "/import?type=member", rows, type: "text/csv")
    let undo = try #require(try imported.json["links"]?["undo"]?.string, "\(imported.text)")
    #expect(try patch(item, #"{"translations":{"nb":{"shortName":"Aske"},"se":null}}"#).status == 200)
    let conflict = try staff.send("POST", undo)
    #expect(conflict.status == 409 && conflict.text.contains("translations"))
    #expect(try translate(#"{"name":"Aske","shortName":"A"}"#).status == 200)
    #expect(try staff.send("POST", undo).status == 200)
    let texts = try staff.get(item).json["translations"]
    #expect(texts?["nb"]?["name"]?.string == "Asker kommune")
    #expect(texts?["nb"]?["shortName"]?.string == "Aske")
    #expect(texts?["se"]?["name"]?.string == "Askera suohkan")
    #expect(texts?["se"]?["shortName"]?.string == "A")
  }

  @Test("are chosen text by text, and what isn't translated is marked")
  func chosen() throws {
    let before = try directory.get(item)
    #expect(try translate(#"{"name":"Askera suohkan","focusAreas":["Dálkkádat","Oahppu"]}"#).status == 200)
    let answer = try directory.get(item + "?lang=se")
    #expect(answer.field("content-language") == "se")
    #expect(try answer.json["name"]?.string == "Askera suohkan")
    #expect(try answer.json["focusAreas"]?.items.compactMap(\.string) == ["Dálkkádat", "Oahppu"])
    #expect(try answer.json["summary"] == before.json["summary"])
    #expect(try answer.json["textLanguages"]?["summary"]?.string == "en")
    #expect(try answer.json["textLanguages"]?["name"] == nil)
    #expect(try answer.json["topics"]?.items.first?["language"]?.string == "en")
    #expect(try answer.json["translations"] == nil)
    let now = try directory.get(item)
    #expect(now.text == before.text && now.field("etag") == before.field("etag"))
    #expect(now.field("content-language") == nil)
    let english = try directory.get(item + "?lang=en")
    #expect(english.text == before.text && english.field("content-language") == "en")
    #expect(try directory.get(item, "Accept-Language: se").text == before.text)
  }

  @Test("are in every format of every list and record")
  func formats() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    let location = #"{"location":{"latitude":59.833,"longitude":10.4392,"precision":"place"}}"#
    #expect(try patch(item, location).status == 200)
    for suffix in ["", ".csv", ".ndjson", ".jsonld", ".vcf", ".geojson", ".txt"] {
      for path in ["/members", item] where path + suffix != item + ".ndjson" {
        let answer = try directory.get("\(path)\(suffix)?lang=se")
        #expect(answer.status == 200 && answer.text.contains("Askera suohkan"), "\(path)\(suffix)")
        #expect(answer.field("content-language") == "se", "\(path)\(suffix)")
        #expect(!(try directory.get(path + suffix).text.contains("Askera suohkan")), "\(path)\(suffix)")
      }
    }
    for path in ["/search?q=asker", "/match?with=oslo&limit=50", "/topics/climate/members?limit=100"] {
      let answer = try directory.get(path + "&lang=se")
      #expect(answer.status == 200 && answer.text.contains("Askera suohkan"), "\(path)")
    }
  }

  @Test("of other records are in references, facets and included records")
  func references() throws {
    #expect(try patch("/topics/climate", #"{"translations":{"se":{"name":"Dálkkádat"}}}"#).status == 200)
    #expect(
      try patch("/member-kinds/county", #"{"translations":{"se":{"name":"Fylka"}}}"#).status == 200)
    let query = "/members?topic=climate&facets=topic,kind&include=topics&lang=se"
    let answer = try directory.get(query).json
    let topics = answer["items"]?.items.first?["topics"]?.items ?? []
    #expect(topics.first { $0["slug"]?.string == "climate" }?["name"]?.string == "Dálkkádat")
    let counted = answer["facets"]?["topic"]?.items ?? []
    #expect(counted.first { $0["value"]?.string == "climate" }?["name"]?.string == "Dálkkádat")
    #expect(counted.first { $0["value"]?.string == "climate" }?["language"] == nil)
    #expect(counted.first { $0["value"]?.string == "energy" }?["language"]?.string == "en")
    let kinds = answer["facets"]?["kind"]?.items ?? []
    #expect(kinds.first { $0["value"]?.string == "county" }?["name"]?.string == "Fylka")
    let included = answer["included"]?["topics"]?.items ?? []
    #expect(included.first { $0["slug"]?.string == "climate" }?["name"]?.string == "Dálkkádat")
  }

  @Test("are refused in a language that the directory doesn't have")
  func unknownLanguage() throws {
    let answer = try directory.get("/members?lang=de")
    #expect(answer.status == 400)
    #expect(try answer.json["code"]?.string == "unknown-value")
    #expect(try answer.json["allowed"]?.items.compactMap(\.string) == ["en", "nb", "se"])
    #expect(try directory.get(item + ".csv?lang=NB").status == 400)
    #expect(try directory.get("/search?q=asker&lang=").status == 400)
    let fault = try patch(item, #"{"translations":{"de":{"name":"Asker"}}}"#)
    #expect(fault.status == 422)
    #expect(fault.text.contains("/translations/de") && fault.text.contains("use nb or se"))
    let standard = try patch(item, #"{"translations":{"en":{"name":"Asker"}}}"#)
    #expect(standard.status == 422 && standard.text.contains("default language"))
    // Writes, revisions and the feed of changes have no language.
    #expect(try staff.send("PATCH", item + "?lang=nb", "{}", try staff.ifMatch(item)).status == 400)
    for path in ["/changes", "/changes.atom", "/snapshot", "/former-slugs"] {
      #expect(try directory.get(path + "?lang=nb").status == 400, "\(path)")
    }
  }

  @Test("obey the rules of the texts that they translate")
  func rules() throws {
    let long = String(repeating: "a", count: 201)
    for (texts, code) in [
      (#"{"name":"\#(long)"}"#, "too-long"), (#"{"name":""}"#, "empty"), (#"{"name":1}"#, "wrong-type"),
      (#"{"focusAreas":[" x"]}"#, "surrounding-space"), (#"{"nmae":"x"}"#, "unknown-field"),
      (#"{"facts":[{"label":"x"}]}"#, "missing"), (#""x""#, "wrong-type"),
      (#"{"slug":"x"}"#, "unknown-field"),
    ] {
      let answer = try translate(texts)
      #expect(answer.status == 422, "\(texts)")
      let fault = try answer.json["errors"]?.items.first
      #expect(fault?["code"]?.string == code, "\(answer.text)")
      #expect(fault?["pointer"]?.string?.hasPrefix("/translations/se") == true)
    }
    let declared = try declare(#"["en","Norsk","en"]"#)
    #expect(declared.status == 422 && declared.text.contains("invalid-language"))
    #expect(declared.text.contains("duplicate"))
  }

  @Test("are changed one by one, also if somebody else has changed another one meanwhile")
  func merged() throws {
    #expect(try translate(#"{"name":"Askera suohkan","summary":"Suohkan."}"#).status == 200)
    let tag = try staff.ifMatch(item)
    #expect(try translate(#"{"name":"Asker suohkan"}"#).status == 200)
    let stale = try staff.send("PATCH", item, #"{"translations":{"se":{"summary":"Okta."}}}"#, tag)
    #expect(stale.status == 412)
    let since = try stale.json["changesSince"]?.items.compactMap { $0["pointer"]?.string }
    #expect(since == ["/translations/se/name"])
    #expect(
      try stale.json["changes"]?.items.compactMap { $0["pointer"]?.string } == ["/translations/se/summary"])
    #expect(try translate(#"{"summary":null}"#).status == 200)
    let texts = try staff.get(item).json["translations"]?["se"]
    #expect(texts?["name"]?.string == "Asker suohkan" && texts?["summary"] == nil)
    let revisions = try staff.get(item + "/revisions").json["items"]?.items ?? []
    #expect(
      revisions[0]["changes"]?.items.compactMap { $0["pointer"]?.string } == ["/translations/se/summary"])
    #expect(try translate("null").status == 200)
    #expect(try staff.get(item).json["translations"]?["se"] == nil)
  }

  @Test("aren't lost by a client that reads a record with a token and writes it back")
  func roundTrip() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    let read = try staff.get(item)
    #expect(try read.json["translations"]?["se"]?["name"]?.string == "Askera suohkan")
    #expect(try directory.get(item).json["translations"] == nil)
    let list = try staff.get("/members").json["items"]?.items ?? []
    #expect(list.first { $0["slug"]?.string == "asker" }?["translations"] != nil)
    // What is read in another language is no state of the record.
    let other = try staff.get(item + "?lang=se")
    let tag = try #require(other.field("etag"))
    #expect(try staff.send("PATCH", item, #"{"name":"X"}"#, "If-Match: \(tag)").status == 412)
  }

  @Test("stay if a client that has read the record without a token replaces it")
  func unseen() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    let tag = try #require(try directory.get(item).field("etag"))
    let content = #"{"kind":"municipality","name":"Asker","translations":{}}"#
    let plain = #"{"kind":"municipality","name":"Municipality of Asker"}"#
    #expect(try staff.send("PUT", item, plain, "If-Match: \(tag)").status == 200)
    #expect(try directory.get(item + "?lang=se").json["name"]?.string == "Askera suohkan")
    #expect(try staff.send("PUT", item, content, try staff.ifMatch(item)).status == 200)
    #expect(try staff.get(item).json["translations"] == nil)
  }

  @Test("keep their language in the directory as long as there are any")
  func removedLanguage() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    for languages in [#"["en","nb"]"#, #"["se","en","nb"]"#, "null"] {
      let answer = try declare(languages)
      #expect(answer.status == 422, "\(languages)")
      #expect(answer.text.contains("language-in-use") && answer.text.contains("member asker"), "\(languages)")
    }
    #expect(try translate("null").status == 200)
    #expect(try declare(#"["en","nb"]"#).status == 200)
    #expect(try directory.get(item + "?lang=se").status == 400)
  }

  @Test("are representations of their own for caches")
  func caches() throws {
    let english = try directory.get(item)
    let tag = try #require(english.field("etag"))
    for _ in 1...2 {
      let other = try directory.get(item + "?lang=se", "If-None-Match: \(tag)")
      #expect(other.status == 200)
      let own = try #require(other.field("etag"))
      #expect(own != tag)
      #expect(try directory.get(item + "?lang=se", "If-None-Match: \(own)").status == 304)
      #expect(try directory.get(item, "If-None-Match: \(own)").status == 200)
    }
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    #expect(try directory.get(item + "?lang=se").json["name"]?.string == "Askera suohkan")
  }

  @Test("follow the links to further pages")
  func pages() throws {
    let first = try directory.get("/members?limit=2&lang=se")
    #expect(first.field("link")?.contains("lang=se") == true)
  }

  @Test("are exported, in version 2 of the document only, and imported again")
  func transferred() throws {
    #expect(try translate(#"{"name":"Askera suohkan"}"#).status == 200)
    let table = try staff.get("/members.csv").text
    #expect(table.contains("name@se") && table.contains("Askera suohkan"))
    #expect(!(try directory.get("/members.csv").text.contains("name@se")))
    let rows = "slug,navn@se,summary@se\nasker,Asker suohkan,Suohkan.\nbaerum,,\n"
    let imported = try staff.send("POST", "/import?type=member", rows, type: "text/csv")
    #expect(imported.status == 200, "\(imported.text)")
    let texts = try staff.get(item).json["translations"]?["se"]
    #expect(texts?["name"]?.string == "Asker suohkan" && texts?["summary"]?.string == "Suohkan.")
    let removed = try staff.send("POST", "/import?type=member", "slug,name@se\nasker,\n", type: "text/csv")
    #expect(removed.status == 200)
    #expect(try staff.get(item).json["translations"]?["se"]?["name"] == nil)
    let wrong = try staff.send(
      "POST", "/import?type=member", "slug,name@de\nasker,Asker\n", type: "text/csv")
    #expect(wrong.status == 422 && wrong.text.contains("B2"), "\(wrong.text)")
    #expect(try directory.get("/import/template.csv").text.contains("summary@se"))
  }

  @Test("of a record that is deleted don't return with a new record of that name")
  func deleted() throws {
    let texts = #""translations":{"se":{"name":"Ođđa"}}"#
    let content = #"{"slug":"new","kind":"theme","name":"New",\#(texts)}"#
    #expect(try staff.send("POST", "/topics", content).status == 201)
    #expect(try staff.send("DELETE", "/topics/new", "", try staff.ifMatch("/topics/new")).status == 204)
    let again = #"{"slug":"new","kind":"theme","name":"New"}"#
    #expect(try staff.send("POST", "/topics", again).status == 201)
    #expect(try directory.get("/topics/new?lang=se").json["name"]?.string == "New")
  }

  @Test("don't exist in a directory without languages")
  func noLanguages() throws {
    let other = try RunningDirectory(["data.loadShipped": "false"])
    let answer = try other.get("/members?lang=nb")
    #expect(try answer.json["detail"]?.string?.contains("declares no languages") == true)
  }
}
