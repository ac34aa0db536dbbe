import Directory
import TestSupport
import Testing

@testable import App

@Suite("A directory without counties")
struct NoCountyTests {
  let folder: TemporaryFolder
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    folder = try TemporaryFolder()
    let arguments = [
      "init", "--name", "The Choirs", "--region", "The land", "--summary", "All choirs.", "--kind",
      "Choir=MusicGroup", "--database", folder.file("directory.sqlite"),
    ]
    #expect(try CommandProcess(arguments, in: folder).end().status == 0)
    directory = try RunningDirectory(in: folder)
    staff = try Staff(directory, role: "admin")
    let area = #"{"slug":"uusimaa","name":"Uusimaa","kind":"region","code":"FI-18"}"#
    #expect(try staff.send("POST", "/areas", area).status == 201)
    let member = #"{"name":"Kaiku","kind":"choir","area":"uusimaa","website":"https://kaiku.example"}"#
    #expect(try staff.send("POST", "/members", member).status == 201)
  }

  /// Returns the words about counties, governments, Norway and the shipped directory in a text, each with
  /// what is around it.
  private static func mentions(in text: String) -> [String] {
    // A kind of members may be a government: that is a word of schema.org.
    let text = text.replacing("GovernmentOrganization", with: "").lowercased()
    return ["county", "counties", "government", "norw", "municipal", "international", "english"].flatMap {
      word in
      text.ranges(of: word).prefix(5).map { range in
        let start = text.index(range.lowerBound, offsetBy: -40, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 40, limitedBy: text.endIndex) ?? text.endIndex
        return String(text[start..<end])
      }
    }
  }

  @Test(
    "mentions none, in no answer, table, description or problem",
    arguments: [
      "/", "/.txt", "/openapi.json", "/docs", "/docs/docs.js", "/docs/fields.js", "/docs/parameters.js",
      "/docs/sample.js", "/members", "/members/kaiku", "/members.csv", "/members/kaiku.csv",
      "/members/kaiku.txt",
      "/members.txt", "/members.jsonld", "/members/kaiku.jsonld", "/members.vcf", "/members.ndjson",
      "/members?facets=kind,area&limit=0", "/areas", "/areas/uusimaa", "/areas.csv", "/areas/uusimaa.jsonld",
      "/organisation.jsonld", "/snapshot", "/member-kinds", "/import/template.csv",
      "/import/template.csv?type=area", "/search?q=kaiku", "/members?facets=kin", "/members?sort=kin",
      "/members?fields=kin", "/members?include=topic", "/members?kin=choir", "/members?countr=fi",
      "/countries",
      "/match?topc=a", "/import/template.csv?type=membr", "/changes", "/members?area=uusima",
    ])
  func mentions(target: String) throws {
    let answer = try directory.get(target)
    #expect(answer.status < 500)
    #expect(Self.mentions(in: answer.text) == [], "\(answer.text.prefix(300))")
  }

  @Test("doesn't name them among the fields of a record")
  func fields() throws {
    let answer = try staff.send("POST", "/members", #"{"voices":"SATB"}"#)
    #expect(answer.status == 422 && answer.text.contains("shortName, area"))
    #expect(Self.mentions(in: answer.text) == [])
  }

  @Test("mentions them once it has one")
  func first() throws {
    #expect(try staff.send("POST", "/counties", #"{"name":"A county"}"#).status == 201)
    #expect(try directory.get("/members.csv").text.contains(",county,population,"))
    #expect(try directory.get("/").text.contains("/counties"))
    #expect(try directory.get("/openapi.json").json["paths"]?["/counties"] != nil)
    #expect(try directory.get("/snapshot").json["counties"]?.items.count == 1)
  }

  @Test("is exported and imported again without their column")
  func tables() throws {
    let table = try directory.get("/members.csv").text
    let answer = try staff.send("POST", "/import?type=member", table, type: "text/csv")
    #expect(try answer.json["unchanged"] == .integer(1))
    let exported = try CommandProcess(
      ["export", "--type", "member", "--format", "csv", "--database", folder.file("directory.sqlite")],
      in: folder
    ).end()
    #expect(Self.mentions(in: exported.text) == [] && exported.text.contains("uusimaa"))
    let document = try CommandProcess(["export", "--database", folder.file("directory.sqlite")], in: folder)
      .end()
    #expect(Self.mentions(in: document.text) == [])
  }
}
