import TestSupport
import Testing

@testable import App

@Suite("What becomes of an area, of a table in another language, and of what only a draft has")
struct AreaAndDraftTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    let area = #"{"name":"Hedmarken","kind":"region","parent":"innlandet"}"#
    #expect(try admin.send("POST", "/areas", area).status == 201)
    #expect(try admin.send("PATCH", "/members/stange", #"{"area":"hedmarken"}"#, "If-Match: *").status == 200)
  }

  private func places() throws -> [String?] {
    let member = try directory.get("/members/stange").json
    return [member["county"]?["slug"]?.string, member["area"]?["slug"]?.string]
  }

  @Test("a county alone moves the member, and a county with an area inside it keeps both")
  func county() throws {
    #expect(
      try admin.send("PATCH", "/members/stange", #"{"county":"innlandet"}"#, "If-Match: *").status == 200)
    #expect(try places() == ["innlandet", "hedmarken"])
    let both = #"{"county":"innlandet","area":"hedmarken"}"#
    #expect(try admin.send("PATCH", "/members/stange", both, "If-Match: *").status == 200)
    #expect(try places() == ["innlandet", "hedmarken"])
    #expect(try admin.send("PATCH", "/members/stange", #"{"county":"viken"}"#, "If-Match: *").status == 200)
    #expect(try places() == ["viken", "viken"])
  }

  @Test("an area outside the county is an error that names the right county")
  func contradiction() throws {
    let wrong = #"{"county":"viken","area":"hedmarken"}"#
    let answer = try admin.send("PATCH", "/members/stange", wrong, "If-Match: *")
    #expect(answer.status == 422)
    let fault = try answer.json["errors"]?.items.first
    #expect(fault?["message"]?.string?.contains("\"hedmarken\" is in \"innlandet\"") == true)
    #expect(fault?["hint"]?.string?.contains("write \"innlandet\" as the county") == true, "\(answer.text)")
    #expect(try places() == ["innlandet", "hedmarken"])
  }

  @Test("a draft keeps nothing from being removed, and its publication names what is missing")
  func drafts() throws {
    let field = """
      {"name":"voices","label":"Voices","valueType":"choice","choices":["a","b"]}
      """
    #expect(try admin.send("POST", "/fields", field).status == 201)
    #expect(try admin.send("POST", "/areas", #"{"name":"Lone","kind":"region"}"#).status == 201)
    let draft = """
      {"slug":"draft-choir","kind":"municipality","name":"Draft Choir","status":"draft","area":"lone",
      "custom":{"voices":"b"}}
      """
    #expect(try admin.send("POST", "/members", draft).status == 201)
    #expect(try admin.send("PATCH", "/fields/voices", #"{"choices":["a"]}"#, "If-Match: *").status == 200)
    var answer = try admin.send("PATCH", "/members/draft-choir", #"{"status":"published"}"#, "If-Match: *")
    #expect(answer.status == 422 && answer.text.contains("custom.voices has no choice"), "\(answer.text)")
    #expect(try admin.send("DELETE", "/fields/voices", "", "If-Match: *").status == 204)
    #expect(try admin.send("DELETE", "/areas/lone", "", "If-Match: *").status == 204)
    #expect(try admin.get("/members/draft-choir").status == 200)
    answer = try admin.send("PATCH", "/members/draft-choir", #"{"status":"published"}"#, "If-Match: *")
    #expect(answer.status == 422)
    #expect(answer.text.contains("/custom/voices") && answer.text.contains("/area"), "\(answer.text)")
    let repaired = #"{"status":"published","custom":{"voices":null},"area":null}"#
    #expect(try admin.send("PATCH", "/members/draft-choir", repaired, "If-Match: *").status == 200)
  }

  @Test("two fields can't have the same label in one language")
  func labels() throws {
    func add(_ name: String, _ label: String) throws -> RawResponse {
      try admin.send("POST", "/fields", #"{"name":"\#(name)","label":\#(label),"valueType":"text"}"#)
    }
    #expect(try add("one", #"{"en":"Voices","nb":"Stemmer"}"#).status == 201)
    let answer = try add("two", #"{"nb":"stemmer"}"#)
    #expect(
      answer.status == 422 && answer.text.contains("the field custom.one has the label"), "\(answer.text)")
    #expect(try add("three", #""voices""#).status == 422, "a text without a language is in the default one")
    #expect(try add("four", #"{"sv":"Stemmer"}"#).status == 201)
    #expect(try admin.send("PATCH", "/fields/one", #"{"help":"Which."}"#, "If-Match: *").status == 200)
  }

  @Test("linked data name a county as it names itself")
  func linkedData() throws {
    let area = try directory.get("/areas/hedmarken.jsonld").json
    let county = try directory.get("/counties/innlandet.jsonld").json
    #expect(area["containedInPlace"]?["@id"]?.string == county["@id"]?.string)
    #expect(try directory.get("/areas/innlandet.jsonld").json["@id"]?.string == county["@id"]?.string)
  }

  @Test("a table in another language isn't imported into the texts of the default one")
  func tableInNorwegian() throws {
    let table = try directory.get("/members.csv?lang=nb").text
    #expect(table.split(separator: "\r\n").first?.hasSuffix(",language") == true)
    let answer = try admin.send("POST", "/import?type=member", table, type: "text/csv")
    #expect(answer.status == 422)
    #expect(answer.text.contains("the texts of this table are in nb, and would replace those in en"))
    let own = try directory.get("/members.csv?lang=en").text
    #expect(!own.contains(",language"))
    #expect(try admin.send("POST", "/import?type=member&dryRun", own, type: "text/csv").status == 200)
  }

  @Test("members are sorted by numbers and days of the directory's own fields, those without one last")
  func sorting() throws {
    let lines = """
      {"type":"field","name":"fee","valueType":"number"}
      {"type":"field","name":"founded","valueType":"day"}
      {"type":"field","name":"inner","valueType":"number","visibility":"staff"}
      {"type":"field","name":"note","valueType":"text"}

      """
    #expect(try admin.send("POST", "/import", lines, type: "application/x-ndjson").status == 200)
    let rows = """
      slug;custom.fee;custom.founded;custom.inner
      asker;12.5;1921-05-17;1
      drammen;-3;1999-01-01;2
      baerum;100;;3
      """
    #expect(try admin.send("POST", "/import?type=member", rows, type: "text/csv").status == 200)
    func slugs(_ sort: String, limit: Int = 1) throws -> [String] {
      var found: [String] = []
      var target = "/members?kind=municipality&fields=slug&limit=\(limit)&sort=\(sort)"
      while found.count < 4 {
        let page = try directory.get(target).json
        found += page["items"]?.items.compactMap { $0["slug"]?.string } ?? []
        guard let next = page["next"]?.string else { break }
        target = "/members?kind=municipality&fields=slug&limit=\(limit)&sort=\(sort)&cursor=\(next)"
      }
      return Array(found.prefix(3))
    }
    for limit in [1, 100] {
      #expect(try slugs("custom.fee", limit: limit) == ["drammen", "asker", "baerum"])
      #expect(try slugs("-custom.fee", limit: limit) == ["baerum", "asker", "drammen"])
      #expect(try slugs("-custom.founded", limit: limit).prefix(2) == ["drammen", "asker"])
    }
    #expect(try directory.get("/members?sort=custom.inner").status == 400)
    #expect(try directory.get("/members?sort=custom.note").status == 200)
    #expect(try directory.get("/openapi.json").text.contains("-custom.fee"))
  }
}
