import TestSupport
import Testing

@testable import App
@testable import Directory

@Suite("An import that refers to records by their names")
struct ImportNamesTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  private func load(_ query: String, _ rows: String) throws -> RawResponse {
    try admin.send("POST", "/import?" + query, rows, type: "text/csv")
  }

  @Test("makes the topics, kinds and areas that names name, each once, and a dry run lists them")
  func createMissing() throws {
    let rows = """
      name;kind;area;topics
      Øvre kor;Blandet kor;Indre Øst;"Kor og sang; Tidlig musikk:local"
      Nedre kor;Blandet kor;Indre Øst;"Kor og sang;climate"
      """
    #expect(try load("type=member", rows).status == 422)
    let tried = try load("type=member&createMissing&dryRun", rows)
    #expect(tried.status == 200, "\(tried.text)")
    for slug in ["blandet-kor", "indre-ost", "kor-og-sang", "tidlig-musikk"] {
      #expect(tried.text.contains("\"\(slug)\""), "\(slug)")
    }
    let made = try load("type=member&createMissing", rows)
    #expect(made.status == 200, "\(made.text)")
    #expect(try made.json["created"] == .integer(6))
    let member = try directory.get("/members/ovre-kor").json
    #expect(member["kind"]?.string == "blandet-kor" || member["kind"]?["slug"]?.string == "blandet-kor")
    #expect(member["area"]?["name"]?.string == "Indre Øst")
    #expect(try directory.get("/topics/kor-og-sang").json["name"]?.string == "Kor og sang")
    #expect(try directory.get("/members?topic=kor-og-sang&limit=0").json["total"] == .integer(2))
    #expect(try directory.get("/members?local=tidlig-musikk&limit=0").json["total"] == .integer(1))
    #expect(try load("type=member", rows).status == 200, "the names are known now")
  }

  @Test("finds topics by their names without being asked to make any")
  func topicNames() throws {
    let name = try #require(try directory.get("/topics/climate").json["name"]?.string)
    let answer = try load("type=member", "slug;topics\nasker;\"\(name); culture\"\n")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(
      try directory.get("/members?slug=asker&topic=climate&topic=culture&limit=0").json["total"]
        == .integer(1))
  }

  @Test(
    "recognises the words of other languages in the first row",
    arguments: [
      "Namn;Hemsida;Postort;Antal medlemmar;Typ", "Navn;Hjemmeside;By;Antal medlemmer;Type",
      "Name;Webseite;Ort;Mitgliederzahl;Art", "Nimi;Kotisivu;Paikkakunta;Jäsenmäärä;Tyyppi",
      "Namn;Heimeside;Poststad;Tal på medlemer;Type",
    ])
  func headers(header: String) throws {
    let answer = try load(
      "type=member", header + "\nÅs sangforening;https://as.example;Ås;40;municipality\n")
    #expect(answer.status == 200, "\(answer.text)")
    let member = try directory.get("/members/as-sangforening").json
    #expect(member["website"]?.string == "https://as.example")
    #expect(member["visitingAddress"]?["city"]?.string == "Ås")
    #expect(member["numberOfMembers"]?["value"] == .integer(40))
  }

  @Test("refuses a column that may mean two fields")
  func ambiguous() throws {
    let fields = """
      {"type":"field","name":"one","label":{"nb":"Stemme"},"valueType":"text"}
      {"type":"field","name":"two","label":{"nn":"Stemme"},"valueType":"text"}

      """
    #expect(try admin.send("POST", "/import", fields, type: "application/x-ndjson").status == 200)
    let answer = try load("type=member", "slug;stemme\nasker;a\n")
    #expect(answer.status == 422)
    #expect(answer.text.contains("may mean custom.one or custom.two"), "\(answer.text)")
    #expect(try load("type=member&map=stemme=custom.two", "slug;stemme\nasker;a\n").status == 200)
  }

  @Test("writes an area before its parent, and names a circle")
  func parents() throws {
    let answer = try load(
      "type=area",
      "slug;name;kind;parent\nlow;Low;district;High Land\nmid;Mid;region;high-land\nhigh-land;High Land;country;\n"
    )
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try directory.get("/areas?parent=high-land&limit=0").json["total"] == .integer(2))
    let circle = try load(
      "type=area", "slug;name;kind;parent\na1;A;region;b1\nb1;B;region;c1\nc1;C;region;a1\nd1;D;region;a1\n")
    #expect(circle.status == 422)
    #expect(
      circle.text.contains(
        #"inside one another: \"a1\", which is in \"b1\", which is in \"c1\", which is in \"a1\""#),
      "\(circle.text)")
    #expect(!circle.text.contains("there is no area"))
  }
}

@Suite("The words for columns")
struct ColumnWordTests {
  @Test("mean one field in the tables of a type", arguments: RecordType.allCases)
  func words(type: RecordType) {
    for field in RowFields.columns(of: type) {
      for words in [ColumnWords.common[field], ColumnWords.ofMembers[field]].compactMap(\.self) {
        for word in words.split(separator: ",") where ColumnWords.have(String(word), for: field, of: type) {
          let meant = ColumnNames.candidates(String(word), of: type)
          #expect(meant == [field] || meant.count == 1, "\(word): \(meant)")
        }
      }
    }
  }
}
