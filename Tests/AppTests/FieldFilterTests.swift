import Directory
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("Filters and facets of fields that a directory defines")
struct FieldFilterTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    let lines = #"""
      {"type":"field","name":"voices","label":{"nb":"Stemmer"},"valueType":"choices","choices":[{"value":"SATB","label":"Mixed"},"SSAA","TTBB"],"filterable":true,"facetable":true}
      {"type":"field","name":"fee","valueType":"number","filterable":true}
      {"type":"field","name":"founded","valueType":"day","filterable":true}
      {"type":"field","name":"open","valueType":"yes-no","filterable":true,"facetable":true}
      {"type":"field","name":"inner","valueType":"choice","choices":["a","b"],"visibility":"staff","filterable":true,"facetable":true}
      {"type":"field","name":"plain","valueType":"text"}

      """#
    let answer = try admin.send("POST", "/import", lines, type: "application/x-ndjson")
    #expect(answer.status == 200, "\(answer.text)")
    let rows = """
      slug;custom.voices;custom.fee;custom.founded;custom.open;custom.inner
      asker;SATB,TTBB;12.5;1921-05-17;true;a
      drammen;SSAA;-3;1999-01-01;false;b
      baerum;SATB;100;;;a
      """
    let table = try admin.send("POST", "/import?type=member", rows, type: "text/csv")
    #expect(table.status == 200, "\(table.text)")
  }

  private func slugs(_ query: String) throws -> [String] {
    let answer = try directory.get("/members?\(query)&fields=slug&limit=1000")
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json["items"]?.items.compactMap { $0["slug"]?.string } ?? []
  }

  @Test(
    "select members by values, several values and ranges",
    arguments: [
      ("custom.voices=SATB", ["asker", "baerum"]), ("custom.voices=SSAA,TTBB", ["asker", "drammen"]),
      ("custom.voices=SATB&custom.voices=TTBB", ["asker"]), ("custom.open=true", ["asker"]),
      ("custom.open=false", ["drammen"]), ("custom.fee=12.5", ["asker"]),
      ("custom.fee=-5..12.5", ["asker", "drammen"]),
      ("custom.fee=..0", ["drammen"]), ("custom.fee=not.12.5..&custom.fee=..", ["drammen"]),
      ("custom.founded=1921", ["asker"]), ("custom.founded=1950..", ["drammen"]),
      ("custom.voices=not.SATB&custom.fee=..", ["drammen"]),
      ("custom.voices=SATB&kind=municipality", ["asker", "baerum"]),
    ])
  func filters(query: String, expected: [String]) throws {
    #expect(try slugs(query) == expected)
    let everyone = try slugs("kind=municipality").count
    #expect(try slugs("kind=municipality&custom.voices=not.SATB").count == everyone - 2)
  }

  @Test("sort members by texts of one line, by the alphabet of the directory, with those without one last")
  func texts() throws {
    let rows = "slug,custom.plain\nasker,Ås\nbaerum,zebra\ndrammen,Æ\noslo,ål\nhamar,Zebra\n"
    #expect(try admin.send("POST", "/import?type=member", rows, type: "text/csv").status == 200)
    let norwegian = ["hamar", "baerum", "drammen", "oslo", "asker"]
    let first = try slugs("sort=custom.plain")
    #expect(first.count == 17 && Set(first.prefix(2)) == ["hamar", "baerum"])
    #expect(Array(first[2..<5]) == Array(norwegian[2...]))
    let last = try slugs("sort=-custom.plain")
    #expect(
      Array(last.prefix(3)) == norwegian[2...].reversed() && Set(last.suffix(12)).isDisjoint(with: norwegian))
    var paged: [String] = []
    var cursor = ""
    repeat {
      let page = try directory.get("/members?sort=custom.plain&fields=slug&limit=2\(cursor)").json
      paged += page.slugs
      cursor = page["next"]?.string.map { "&cursor=" + $0 } ?? ""
    } while !cursor.isEmpty
    #expect(paged == first)
    // In Swedish, å comes before æ and ø.
    let organisation = #"{"collation":"sv"}"#
    let tag = try admin.ifMatch("/organisation")
    #expect(
      try admin.send("PATCH", "/organisation", organisation, type: "application/json", tag).status == 200)
    #expect(Array(try slugs("sort=custom.plain")[2..<5]) == ["oslo", "asker", "drammen"])
    #expect(try directory.get("/members?sort=custom.voices").status == 400)
  }

  @Test("sort by texts also what an older version has written")
  func oldTexts() throws {
    let folder = directory.folder
    let rows = "slug,custom.plain\nasker,b\nbaerum,c\ndrammen,a\n"
    #expect(try admin.send("POST", "/import?type=member", rows, type: "text/csv").status == 200)
    directory.stop()
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try database.run("UPDATE field_values SET value = '' WHERE typeof(value) = 'blob'")
    let other = try RunningDirectory(in: folder)
    #expect(
      try other.get("/members?sort=custom.plain&fields=slug&limit=3").json.slugs == [
        "drammen", "asker", "baerum",
      ])
  }

  @Test("count values in the order of the field, for all pages alike")
  func facets() throws {
    let answer = try directory.get("/members?facets=custom.voices,custom.open,kind&limit=0").json
    let voices = answer["facets"]?["custom.voices"]?.items ?? []
    #expect(voices.map { $0["value"]?.string } == ["SATB", "SSAA", "TTBB"])
    #expect(voices.map { $0["name"]?.string } == ["Mixed", "SSAA", "TTBB"])
    #expect(voices.map { $0["count"] } == [.integer(2), .integer(1), .integer(1)])
    let narrowed = try directory.get(
      "/members?facets=custom.voices&custom.voices=SSAA&custom.open=true&limit=0"
    ).json
    let counts = narrowed["facets"]?["custom.voices"]?.items.map { $0["count"] }
    #expect(counts == [.integer(1), .integer(0), .integer(1)])
    var paged: [String] = []
    var target = "/members?custom.voices=not.TTBB&limit=3&fields=slug"
    while true {
      let page = try directory.get(target).json
      paged += page["items"]?.items.compactMap { $0["slug"]?.string } ?? []
      guard let next = page["next"]?.string else { break }
      target = "/members?custom.voices=not.TTBB&limit=3&fields=slug&cursor=\(next)"
    }
    #expect(try paged == slugs("custom.voices=not.TTBB"))
  }

  @Test(
    "say what would be right for a wrong one",
    arguments: [
      ("custom.voices=SATT", "unknown-value", "SATB"), ("custom.voices=mixed", "unknown-value", "SATB"),
      ("custom.voice=SATB", "unknown-parameter", "custom.voices"),
      ("custom.fee=much", "invalid-range", "custom.fee"),
      ("custom.fee=1e400", "invalid-range", "custom.fee"),
      ("custom.fee=9223372036855", "invalid-range", "custom.fee"),
      ("custom.fee=-9999999999999.999999", "invalid-range", "custom.fee"),
      ("custom.founded=2021-02-30", "invalid-range", "custom.founded"),
      ("custom.open=yes", "unknown-value", "custom.open"), ("custom.plain=x", "unknown-parameter", "custom."),
      ("facets=custom.fee", "unknown-value", "custom.voices"),
      ("facets=custom.voice", "unknown-value", "custom.voices"),
    ])
  func wrong(query: String, code: String, hint: String) throws {
    let answer = try directory.get("/members?\(query)")
    #expect(answer.status == 400)
    #expect(try answer.json["code"]?.string == code, "\(answer.text)")
    #expect(answer.text.contains(hint), "\(answer.text)")
  }

  @Test("are for staff alone if the field is")
  func staffOnly() throws {
    for query in ["custom.inner=a", "custom.innr=a", "facets=custom.inner", "custom.inner=c", "voices=SATB"] {
      let answer = try directory.get("/members?\(query)")
      #expect(answer.status == 400)
      let others = answer.text.replacing(query, with: "").replacing("custom.inner=", with: "")
      #expect(
        !others.replacing("\"custom.inner\"", with: "").contains("custom.inner")
          || query.contains("custom.inner"))
      #expect(try answer.json["nearest"]?.items.contains(.string("custom.inner")) != true)
      #expect(try answer.json["allowed"]?.items.contains(.string("custom.inner")) != true)
    }
    let answer = try admin.get("/members?custom.inner=a&facets=custom.inner").json
    #expect(answer["total"] == .integer(2))
    #expect(answer["facets"]?["custom.inner"]?.items.count == 2)
  }

  @Test("work in every format, in streams and for the members of a topic")
  func formats() throws {
    for suffix in ["csv", "ndjson", "jsonld", "vcf", "txt"] {
      let text = try directory.get("/members.\(suffix)?custom.voices=SSAA").text
      #expect(text.contains("drammen") || text.contains("Drammen"))
      #expect(!text.contains("asker") && !text.contains("Asker"))
    }
    let table = try directory.get("/members.csv?custom.voices=SATB&fields=slug,custom").text
    let rows = table.split(separator: "\r\n").map(String.init)
    #expect(rows[0] == "slug,custom.fee,custom.founded,custom.open,custom.plain,custom.voices")
    #expect(rows[1] == "asker,12.5,1921-05-17,true,,SATB; TTBB")
    #expect(try directory.get("/topics/climate/members?custom.voices=SATB").status == 200)
    #expect(try directory.get("/topics?custom.voices=SATB").status == 400)
  }
}
