import Directory
import TestSupport
import Testing

@testable import App

@Suite("Tables with fields that a directory defines")
struct FieldTableTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    let lines = #"""
      {"type":"field","name":"voices","label":{"en":"Voices","nb":"Stemmer"},"valueType":"choices","choices":[{"value":"SATB","label":"Mixed voices, four"},{"value":"SSAA","label":{"nb":"Damekor"}},"TTBB"]}
      {"type":"field","name":"fee","valueType":"number"}
      {"type":"field","name":"founded","label":"Stiftet","valueType":"day"}
      {"type":"field","name":"open","valueType":"yes-no"}
      {"type":"field","name":"page","valueType":"url"}
      {"type":"field","name":"inner","label":"Secret","valueType":"text","visibility":"staff","order":1}

      """#
    #expect(try admin.send("POST", "/import", lines, type: "application/x-ndjson").status == 200)
  }

  private func importTable(_ rows: String, _ query: String = "") throws -> RawResponse {
    try admin.send("POST", "/import?type=member\(query)", rows, type: "text/csv")
  }

  @Test("are read with the names of the fields, and with labels in any language")
  func columns() throws {
    let table = """
      slug;custom.voices;Stiftet;fee;Open;custom.page
      asker;"SATB; damekor";17.5.1921;12,5;ja;www.kor.example
      baerum;Mixed voices, four;1999-01-01;27 000;nei;
      drammen;ttbb,SSAA;;-3;;
      """
    let answer = try importTable(table)
    #expect(answer.status == 200, "\(answer.text)")
    let columns = try answer.json["table"]?["columns"]?.items.compactMap { $0["field"]?.string }
    #expect(
      columns == ["slug", "custom.voices", "custom.founded", "custom.fee", "custom.open", "custom.page"])
    let asker = try admin.get("/members/asker").json["custom"]
    #expect(asker?["voices"]?.items.compactMap(\.string) == ["SATB", "SSAA"])
    #expect(asker?["founded"]?.string == "1921-05-17")
    #expect(asker?["fee"] == .number(12.5))
    #expect(asker?["open"] == .boolean(true))
    #expect(asker?["page"]?.string == "https://www.kor.example")
    let baerum = try admin.get("/members/baerum").json["custom"]
    #expect(baerum?["voices"]?.items.compactMap(\.string) == ["SATB"])
    #expect(baerum?["fee"] == .integer(27_000))
    #expect(try admin.get("/members/drammen").json["custom"]?["voices"]?.items.count == 2)
    // An empty cell removes a value, and a field without a column stays.
    #expect(try importTable("slug,Stemmer\nasker,\n").status == 200)
    #expect(try admin.get("/members/asker").json["custom"]?.names == ["fee", "founded", "open", "page"])
  }

  @Test(
    "name the cell of a wrong value, and say what would be right",
    arguments: [
      ("Voices", "SATT", "B2", "did you mean SATB?"),
      ("Voices", "SATB; Damekorr", "B2", "did you mean SSAA?"),
      ("fee", "12.500", "B2", "write digits only"), ("fee", "much", "B2", "write digits only"),
      ("Stiftet", "30.2.2020", "B2", "write a day"), ("Open", "perhaps", "B2", "write true or false"),
      ("custom.page", "javascript:alert(1)", "B2", "http"),
    ])
  func faults(column: String, value: String, cell: String, hint: String) throws {
    let answer = try importTable("slug;\(column)\nasker;\"\(value)\"\n")
    #expect(answer.status == 422)
    let error = try answer.json["errors"]?.items.first
    #expect(error?["cell"]?.string == cell, "\(answer.text)")
    #expect(error?["column"]?.string == column)
    #expect(error?["hint"]?.string?.contains(hint) == true, "\(answer.text)")
  }

  @Test("suggest the column that was meant")
  func header() throws {
    let answer = try importTable("slug,custom.voises\nasker,SATB\n")
    #expect(answer.text.contains("did you mean custom.voices"), "\(answer.text)")
    #expect(try importTable("slug,voices,Stemmer\nasker,SATB,SATB\n").text.contains("are both custom.voices"))
  }

  @Test("are exported as they are imported, and the template has their columns")
  func export() throws {
    #expect(try importTable("slug;custom.voices;fee;Secret\nasker;SATB,TTBB;-0,5;=1+1\n").status == 200)
    let own = "custom.fee,custom.founded,custom.open,custom.page,custom.voices"
    let template = try directory.get("/import/template.csv").text
    #expect(template.hasSuffix("," + own + "\r\n"), "\(template)")
    #expect(try admin.get("/import/template.csv").text.hasSuffix(",custom.inner," + own + "\r\n"))
    let table = try admin.get("/members.csv?fields=slug,custom&slug=asker").text
    #expect(table == "slug,custom.inner,\(own)\r\nasker,'=1+1,-0.5,,,,SATB; TTBB\r\n")
    #expect(try directory.get("/members.csv?fields=slug,custom&slug=asker").text.hasPrefix("slug,\(own)\r\n"))
    let again = try importTable(table)
    #expect(try again.json["unchanged"] == .integer(1), "\(again.text)")
  }
}
