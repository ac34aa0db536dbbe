import Directory
import TestSupport
import Testing

@Suite("An import of records without slugs")
struct NamedImportTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func importTable(_ rows: String, _ query: String = "?type=member") throws -> RawResponse {
    try staff.send("POST", "/import" + query, rows, type: "text/csv")
  }

  private func importLines(_ lines: String) throws -> RawResponse {
    try staff.send("POST", "/import", lines, type: "application/x-ndjson")
  }

  @Test("makes slugs and short names from names, and needs neither a summary nor topics")
  func start() throws {
    let answer = try importTable(
      "name;kind;website\nÅs Sangkor;municipality;aas-kor.example\n東京;municipality;\n")
    #expect(answer.status == 200, "\(answer.text)")
    let member = try directory.get("/members/as-sangkor").json
    #expect(member["shortName"]?.string == "Ås Sangkor" && member["summary"]?.string == "")
    #expect(member["topics"]?.items.isEmpty == true)
    #expect(member["website"]?.string == "https://aas-kor.example")
    #expect(try directory.get("/members/member-1").json["name"]?.string == "東京")
    #expect(try !directory.get("/members/as-sangkor.jsonld").text.contains("description"))
  }

  @Test("finds the records by their names when it is repeated", arguments: ["published", "draft"])
  func again(status: String) throws {
    let table = "name,kind,status,website\nNes Kor,municipality,\(status),nes.example\n"
    #expect(try importTable(table).json["created"] == .integer(1))
    #expect(try importTable(table).json["unchanged"] == .integer(1))
    let changed = table.replacing("Nes Kor", with: "NES KOR").replacing("nes.example", with: "new.example")
    #expect(try importTable(changed).json["updated"] == .integer(1))
    #expect(try staff.get("/members/nes-kor").json["website"]?.string == "https://new.example")
    #expect(
      try importLines(#"{"type":"member","kind":"municipality","name":"Municipality of Asker"}"#).status
        == 200)
    #expect(try directory.get("/members/municipality-of-asker").status == 404)
  }

  @Test("finds a record by its whole name, not by its short name or its slug")
  func short() throws {
    let answer = try importTable("name,kind\nAsker,municipality\n")
    #expect(try answer.json["created"] == .integer(1))
    #expect(try directory.get("/members/asker").json["name"]?.string == "Municipality of Asker")
    #expect(try directory.get("/members/asker-2").json["name"]?.string == "Asker")
  }

  @Test("doesn't make one record of two that have the same name")
  func twins() throws {
    let twins = try importTable("name,kind\nTvillingkor,municipality\nTvillingkor,municipality\n")
    #expect(twins.status == 422)
    let fault = try #require(try twins.json["errors"]?.items.first)
    #expect(fault["code"]?.string == "duplicate" && fault["hint"]?.string?.contains("slug") == true)
    #expect(try directory.get("/members/tvillingkor").status == 404)
    let two = "slug,name,kind\none,Kor,municipality\ntwo,Kor,municipality\n"
    #expect(try importTable(two).json["created"] == .integer(2))
    let unclear = try importTable("name,website\nKor,https://kor.example\n")
    #expect(unclear.status == 422)
    #expect(unclear.text.contains("one") && unclear.text.contains("two"))
  }

  @Test("is not needed for a slug: a new record that is sent by itself gets one from its name too")
  func posted() throws {
    for slug in ["as", "as-2"] {
      let answer = try staff.send("POST", "/members", #"{"name":"Ås","kind":"municipality"}"#)
      #expect(answer.status == 201 && answer.field("location")?.hasSuffix("/members/\(slug)") == true)
    }
    #expect(try staff.send("POST", "/members", #"{"kind":"municipality"}"#).status == 422)
  }

  @Test("does not use a former slug again")
  func former() throws {
    #expect(try importTable("name\nHedmark\n", "?type=county").json["created"] == .integer(1))
    #expect(try directory.get("/counties/hedmark-2").status == 200)
  }

  @Test("tells people of two members apart that have the same name")
  func namesakes() throws {
    let header = "name,role,email,emailProtected,member\n"
    let one = header + "Kari Nordmann,Conductor,kari@one.example,true,drammen\n"
    let other = header + "Kari Nordmann,Chair,,false,hamar\n"
    for table in [one, other] {
      #expect(try importTable(table, "?type=contact").json["created"] == .integer(1))
      #expect(try importTable(table, "?type=contact").json["unchanged"] == .integer(1))
    }
    #expect(try directory.get("/contacts/kari-nordmann").json["member"]?["slug"]?.string == "drammen")
    #expect(try directory.get("/contacts/kari-nordmann-2").json["member"]?["slug"]?.string == "hamar")
    #expect(try !directory.get("/contacts.ndjson").text.contains("kari@one.example"))
  }

  @Test("refuses a name that several records have, also if the slug of one is made of it")
  func likely() throws {
    let two = "slug,name,kind\nkoret,Koret,municipality\nkoret-b,Koret,municipality\n"
    #expect(try importTable(two).json["created"] == .integer(2))
    #expect(try importTable("name,website\nKoret,https://kor.example\n").status == 422)
    let contact = "name,role,emailProtected,member\nKari,Chair,false,Koret!\nOla,Chair,false,KORET\n"
    let faults = try importTable(contact, "?type=contact").json["errors"]?.items ?? []
    #expect(faults.contains { $0["pointer"]?.string == "/member" }, "\(faults)")
  }

  @Test("gives a new record no slug of a deleted one, whose history isn't its own")
  func deleted() throws {
    let first = try staff.send("POST", "/members", #"{"name":"Idem","kind":"municipality"}"#)
    #expect(first.status == 201)
    #expect(try staff.send("DELETE", "/members/idem", "", try staff.ifMatch("/members/idem")).status == 204)
    let second = try staff.send("POST", "/members", #"{"name":"Idem","kind":"municipality"}"#)
    #expect(second.field("location")?.hasSuffix("/members/idem-2") == true)
  }

  @Test("lets a short name follow the name, unless it was another one")
  func renamed() throws {
    #expect(try staff.send("POST", "/members", #"{"name":"First Kor","kind":"municipality"}"#).status == 201)
    let path = "/members/first-kor"
    let answer = try staff.send("PATCH", path, #"{"name":"Second Kor"}"#, try staff.ifMatch(path))
    #expect(try answer.json["shortName"]?.string == "Second Kor")
    let asker = try staff.send(
      "PATCH", "/members/asker", #"{"name":"Asker"}"#, try staff.ifMatch("/members/asker"))
    #expect(try asker.json["shortName"]?.string == "Asker")
  }
}
