import Directory
import TestSupport
import Testing

@testable import App

@Suite("Areas, over HTTP with the shipped data")
struct AreaTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func patch(_ path: String, _ content: String) throws -> RawResponse {
    try staff.send("PATCH", path, content, try staff.ifMatch(path))
  }

  private func addBærum() throws {
    let area = #"{"name":"Bærum (area)","slug":"baerum","kind":"municipality","parent":"viken"}"#
    #expect(try staff.send("POST", "/areas", area).status == 201)
    #expect(try patch("/members/baerum", #"{"area":"baerum"}"#).status == 200)
  }

  @Test("are a list in which a county has the address that it had")
  func list() throws {
    let items = try directory.get("/areas").json["items"]?.items ?? []
    #expect(items.map { $0["slug"]?.string } == ["innlandet", "norway", "vestfold-and-telemark", "viken"])
    #expect(items.map { $0["kind"]?.string } == ["county", "country", "county", "county"])
    #expect(items.map { $0["links"]?["self"]?.string }.prefix(2) == ["/counties/innlandet", "/areas/norway"])
    #expect(items[1]["code"]?.string == "NO" && items[0]["parent"]?.string == "norway")
    #expect(try directory.get("/areas/viken").json == directory.get("/counties/viken").json)
    #expect(try directory.get("/areas/norwey").json["nearest"]?.strings == ["norway"])
    #expect(try directory.get("/areas/hedmark").field("location") == "/areas/innlandet")
  }

  @Test("a county has one history, at either path")
  func history() throws {
    #expect(try patch("/counties/viken", #"{"code":"NO-30"}"#).status == 200)
    let history = try staff.get("/counties/viken/revisions")
    #expect(try history.json["items"]?.items.count == 2)
    #expect(try staff.get("/areas/viken/revisions").content == history.content)
  }

  @Test("a member in an area inside a county is in that county as before, and in all areas around it")
  func nested() throws {
    let before = try directory.get("/members?county=viken").json
    try addBærum()
    let member = try directory.get("/members/baerum").json
    #expect(member["county"]?["slug"]?.string == "viken")
    #expect(member["county"]?["name"]?.string == "Viken County")
    #expect(member["area"]?["slug"]?.string == "baerum")
    #expect(member["area"]?["within"]?.strings == ["viken", "norway"])
    #expect(try directory.get("/members?county=viken").json["total"] == before["total"])
    #expect(try directory.get("/members?area=baerum").json["total"] == .integer(1))
    #expect(try directory.get("/members?area=norway").json["total"] == .integer(17))
    #expect(try directory.get("/members?area=not.norway").json["total"] == .integer(0))
    let facet = try directory.get("/members?facets=area&limit=0").json["facets"]?["area"]?.items ?? []
    #expect(facet.map { $0["value"]?.string }.first == "norway")
    #expect(try directory.get("/members?area=norwy").json["nearest"]?.strings == ["norway"])
    #expect(
      try directory.get("/members.csv?area=baerum&fields=slug,county,area").text.contains(
        "baerum,viken,baerum"))
    let found = try directory.get("/search?q=area&type=member").json["items"]?.items.first
    #expect(found?["slug"]?.string == "baerum")
  }

  @Test("county and area are two names of the area of a member, which a write changes as a whole")
  func names() throws {
    try addBærum()
    // What an answer shows is no change.
    let unchanged = try patch("/members/baerum", #"{"county":"viken"}"#)
    #expect(try unchanged.json["area"]?["slug"]?.string == "baerum")
    let moved = try patch("/members/baerum", #"{"county":"innlandet"}"#)
    #expect(try moved.json["area"]?["slug"]?.string == "innlandet")
    let abroad = try patch("/members/baerum", #"{"area":"norway"}"#)
    #expect(try abroad.json["county"] == nil && abroad.json["area"]?["slug"]?.string == "norway")
    let gone = try patch("/members/baerum", #"{"area":null}"#)
    #expect(try gone.json["area"] == nil && gone.json["county"] == nil)
    let both = try patch("/members/baerum", #"{"county":"innlandet","area":"baerum"}"#)
    #expect(try both.status == 422 && both.json["errors"]?.items.first?["pointer"]?.string == "/county")
    let same = try patch("/members/baerum", #"{"county":"viken","area":"baerum"}"#)
    #expect(try same.json["area"]?["slug"]?.string == "baerum")
    let twice = try patch("/members/baerum", #"{"area":"viken"}"#)
    #expect(try twice.json["county"]?["slug"]?.string == "viken")
  }

  @Test("a county is written at either path, and stays a county")
  func counties() throws {
    let made = try staff.send("POST", "/areas", #"{"name":"Agder","kind":"county","parent":"norway"}"#)
    #expect(made.status == 201 && made.field("location") == "/counties/agder")
    let changed = try patch("/areas/agder", #"{"code":"NO-42"}"#)
    #expect(try changed.status == 200 && changed.json["links"]?["self"]?.string == "/counties/agder")
    #expect(try directory.get("/counties/agder").json["code"]?.string == "NO-42")
    let put = #"{"name":"Agder fylke","kind":"county"}"#
    #expect(try staff.send("PUT", "/areas/agder", put, try staff.ifMatch("/counties/agder")).status == 200)
    for (path, content) in [
      ("/areas/agder", #"{"kind":"region"}"#), ("/areas/norway", #"{"kind":"county"}"#),
    ] {
      let refused = try patch(path, content)
      #expect(try refused.status == 422 && refused.json["errors"]?.items.first?["pointer"]?.string == "/kind")
    }
    let taken = try staff.send("POST", "/areas", #"{"slug":"viken","name":"V","kind":"region"}"#)
    #expect(taken.status == 422)
    let new = try staff.send(
      "PUT", "/areas/troms", #"{"name":"Troms","kind":"county"}"#, "If-None-Match: *")
    #expect(new.status == 201 && new.field("location") == "/counties/troms")
    #expect(try staff.send("DELETE", "/areas/troms", "", try staff.ifMatch("/areas/troms")).status == 204)
    #expect(try directory.get("/counties/troms").status == 410)
  }

  @Test("what breaks a rule is refused with the place and what would be right")
  func faults() throws {
    for (content, pointer) in [
      (#"{"name":"A"}"#, "/kind"), (#"{"name":"A","kind":"Big Region"}"#, "/kind"),
      (#"{"name":"A","kind":"country","code":"nor"}"#, "/code"),
      (#"{"name":"A","kind":"region","code":"NO 1"}"#, "/code"),
      (#"{"name":"A","kind":"region","parent":"norwa"}"#, "/parent"),
      (#"{"slug":"a","name":"A","kind":"region","parent":"a"}"#, "/parent"),
      (#"{"name":"A","kind":"region","order":-1}"#, "/order"),
    ] {
      let answer = try staff.send("POST", "/areas", content)
      #expect(answer.status == 422)
      #expect(try answer.json["errors"]?.items.first?["pointer"]?.string == pointer, "\(content)")
    }
    let circle = try patch("/areas/norway", #"{"parent":"viken"}"#)
    #expect(circle.status == 422 && circle.text.contains("inside itself"))
    let used = try staff.send("DELETE", "/areas/norway", "", try staff.ifMatch("/areas/norway"))
    #expect(try used.status == 409 && used.json["total"] == .integer(9))
  }

  @Test("a revision isn't restored while what the area was in is gone, and an import is undone as a whole")
  func restoring() throws {
    let land = #"{"slug":"land","name":"Land","kind":"country"}"#
    let part = #"{"slug":"part","name":"Part","kind":"region","parent":"land"}"#
    for content in [land, part] { #expect(try staff.send("POST", "/areas", content).status == 201) }
    #expect(try patch("/areas/part", #"{"parent":null}"#).status == 200)
    #expect(try staff.send("DELETE", "/areas/land", "", try staff.ifMatch("/areas/land")).status == 204)
    let revisions = try staff.get("/areas/part/revisions").json["items"]?.items ?? []
    let restore = try #require(revisions.last?["links"]?["restore"]?.string)
    let refused = try staff.send("POST", restore, "", try staff.ifMatch("/areas/part"))
    #expect(try refused.status == 422 && refused.json["errors"]?.items.first?["pointer"]?.string == "/parent")
    let table = "slug,name,kind,parent\nb,B,region,a\na,A & «Ø»,country,\nc,C,county,a\n"
    let imported = try staff.send("POST", "/import?type=area", table, type: "text/csv")
    #expect(try imported.json["created"] == .integer(3), "\(imported.text)")
    #expect(try directory.get("/counties/c").json["parent"]?.string == "a")
    let again = try staff.send("POST", "/import?type=area", table, type: "text/csv")
    #expect(try again.json["unchanged"] == .integer(3))
    #expect(try directory.get("/areas.csv").text.contains("A & «Ø»"))
    let undone = try staff.send("POST", try #require(imported.json["links"]?["undo"]?.string))
    #expect(try undone.json["undone"] == .integer(3))
    #expect(try directory.get("/areas/a").status == 410)
  }

  @Test("a table of members that is sent back changes nothing, and one without the areas keeps them")
  func tables() throws {
    try addBærum()
    for fields in ["", "?fields=slug,kind,name,county", "?fields=slug,kind,name,area"] {
      let table = try directory.get("/members.csv\(fields)").text
      let answer = try staff.send("POST", "/import?type=member", table, type: "text/csv")
      #expect(try answer.json["unchanged"] == .integer(17), "\(answer.text)")
    }
  }
}
