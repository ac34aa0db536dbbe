import Directory
import Foundation
import TestSupport
import Testing

@Suite("A new directory of another organisation")
struct InitTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> CommandProcess.Ended {
    try CommandProcess(arguments + ["--database", folder.file("directory.sqlite")], in: folder).end()
  }

  private func begin(_ kinds: String...) throws -> CommandProcess.Ended {
    let arguments = ["init", "--name", "The Choirs", "--region", "Norway", "--summary", "All choirs."]
    return try CommandProcess(
      arguments + kinds.flatMap { ["--kind", $0] } + ["--database", folder.file("directory.sqlite")],
      in: folder
    ).end()
  }

  @Test("has the organisation and its kinds, and nothing of the shipped directory")
  func begun() throws {
    let answer = try begin("Choir=MusicGroup", "Brass band=MusicGroup")
    #expect(answer.status == 0 && answer.text.contains("Choir (choir), Brass band (brass-band)"))
    let server = try RunningDirectory(in: folder)
    #expect(try server.get("/organisation").json["name"]?.string == "The Choirs")
    #expect(try server.get("/members").json["total"] == .integer(0))
    let kinds = try server.get("/member-kinds").json["items"]?.items ?? []
    #expect(kinds.map { $0["slug"]?.string } == ["choir", "brass-band"])
    #expect(try server.get("/counties").json["total"] == .integer(0))
  }

  @Test("is not begun in a database that has been used, or with a wrong kind")
  func refused() throws {
    let wrong = try begin("Choir=MusicGrup")
    #expect(wrong.status == 64 && wrong.errors.joined().contains("did you mean MusicGroup?"))
    #expect(try begin("Choir").status == 0)
    let again = try begin("Choir")
    #expect(again.status != 0 && again.errors.joined().contains("has been used already"))
    let missing = try run("init", "--name", "The Choirs")
    #expect(missing.status == 64 && missing.errors.joined().contains("--region is missing"))
  }

  @Test("declares the languages of its texts, of which the first is the default language")
  func languages() throws {
    let flags = ["--kind", "Choir", "--language", "nb", "--language", "en"]
    let arguments = ["init", "--name", "Korene", "--region", "Norge", "--summary", "Alle kor."] + flags
    let file = folder.file("directory.sqlite")
    #expect(try CommandProcess(arguments + ["--database", file], in: folder).end().status == 0)
    let server = try RunningDirectory(in: folder)
    let languages = try server.get("/organisation").json["languages"]?.items.compactMap(\.string)
    #expect(languages == ["nb", "en"])
    #expect(try server.get("/members?lang=en").status == 200)
  }

  @Test("has the fields that flags define, with what their options say of who sees them, filters and facets")
  func fields() throws {
    let fields = [
      "voices=choice:SATB,SSAA", "fee=number/staff", "founded=day/no-filter", "styles=choices:a,b/no-facet",
      "open=yes-no/no-filter/no-facet", "note=text", "inner=choice:x,y/staff/no-filter/no-facet",
    ]
    let arguments = ["init", "--name", "The Choirs", "--region", "N", "--summary", "S.", "--kind", "Choir"]
    let answer = try CommandProcess(
      arguments + fields.flatMap { ["--field", $0] } + ["--database", folder.file("directory.sqlite")],
      in: folder
    ).end()
    #expect(answer.status == 0 && answer.text.contains("custom.founded (day)"), "\(answer.errors)")
    let server = try RunningDirectory(in: folder)
    let staff = try Staff(server)
    let known = try staff.get("/fields").json["items"]?.items ?? []
    let expected: [(String, String, Bool, Bool)] = [
      ("voices", "public", true, true), ("fee", "staff", true, false), ("founded", "public", false, false),
      ("styles", "public", true, false), ("open", "public", false, false), ("note", "public", false, false),
      ("inner", "staff", false, false),
    ]
    #expect(known.count == expected.count)
    for (name, visibility, isFilter, isFacet) in expected {
      let field = known.first { $0["name"]?.string == name }
      #expect(field?["visibility"]?.string == visibility, "\(name)")
      #expect(
        field?["filterable"] == .boolean(isFilter) && field?["facetable"] == .boolean(isFacet), "\(name)")
      let value = ["voices": "SATB", "styles": "a", "inner": "x", "open": "true"][name] ?? "2021"
      let isOpen = isFilter && visibility == "public"
      #expect(try server.get("/members?custom.\(name)=\(value)").status == (isOpen ? 200 : 400), "\(name)")
      #expect(try staff.get("/members?custom.\(name)=\(value)").status == (isFilter ? 200 : 400), "\(name)")
      #expect(try staff.get("/members?facets=custom.\(name)").status == (isFacet ? 200 : 400), "\(name)")
    }
    #expect(try server.get("/fields").json["total"] == .integer(5))
    #expect(!(try server.get("/openapi.json").text.contains("custom.fee")))
  }

  @Test(
    "refuses a field with a wrong option, and says which there are",
    arguments: [
      ("fee=number/stuff", "use staff, no-filter, no-facet"),
      ("fee=number/", "use staff, no-filter, no-facet"),
      ("fee=numbr", "did you mean number?"), ("fee", "write it such as founded=day"),
      ("voices=choice/staff", "choices"), ("Fee!=number", "--field Fee!=number"),
    ])
  func wrongField(field: String, words: String) throws {
    let arguments = ["init", "--name", "The Choirs", "--region", "N", "--summary", "S.", "--kind", "Choir"]
    let answer = try CommandProcess(
      arguments + ["--field", field, "--database", folder.file("directory.sqlite")], in: folder
    ).end()
    #expect(answer.status == 64 && answer.errors.joined().contains(words), "\(answer.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("directory.sqlite")))
  }

  @Test("takes 400 choirs with their people from two tables, and gives them back the same")
  func choirs() throws {
    #expect(try begin("Choir=MusicGroup").status == 0)
    var members = "name,website,visitingCity,numberOfMembers,latitude,longitude\n"
    var people = "name,role,email,emailProtected,member\n"
    for number in 1...400 {
      members += "Kor nr. \(number) Ærfugl,kor\(number).example,Bø,\(number),59.\(number),10.5\n"
      people += "Leder \(number),Chair,leder\(number)@kor.example,true,Kor nr. \(number) Ærfugl\n"
    }
    try folder.write(Array(members.utf8), to: "members.csv")
    try folder.write(Array(people.utf8), to: "people.csv")
    for (file, type) in [("members.csv", "member"), ("people.csv", "contact")] {
      let imported = try run("import", folder.file(file), "--type", type)
      #expect(imported.status == 0 && imported.text.hasPrefix("400 new"), "\(imported.errors)")
    }
    let server = try RunningDirectory(in: folder)
    let choir = try server.get("/members/kor-nr-7-aerfugl?include=contacts").json
    #expect(choir["website"]?.string == "https://kor7.example" && choir["kind"]?.string == "choir")
    #expect(choir["included"]?["contacts"]?.items.map { $0["id"]?.string } == ["leder-7"])
    #expect(try server.get("/members/kor-nr-7-aerfugl.jsonld").json["@type"]?.string == "MusicGroup")
    #expect(try server.get("/members.geojson").json["features"]?.items.count == 400)
    let again = try run("import", folder.file("members.csv"), "--type", "member")
    #expect(again.text.hasPrefix("0 new, 0 changed, 400 as they were"))
    let document = try run("export").output
    try folder.write(document, to: "copy.json")
    let copy = ["import", folder.file("copy.json"), "--database", folder.file("copy.sqlite")]
    #expect(try CommandProcess(copy, in: folder).end().status == 0)
    let second = try CommandProcess(["export", "--database", folder.file("copy.sqlite")], in: folder).end()
    #expect(second.output.count > document.count / 2)
  }
}
