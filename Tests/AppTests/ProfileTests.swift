import Directory
import TestSupport
import Testing

@Suite("A member's profile, and what belongs to a member")
struct ProfileTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/asker"

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func patch(_ content: String) throws -> RawResponse {
    try staff.send("PATCH", item, content, try staff.ifMatch(item))
  }

  private func importTable(_ rows: String) throws -> RawResponse {
    try staff.send("POST", "/import?type=member", rows, type: "text/csv")
  }

  @Test("is in no format that anonymous clients get, as far as it is protected")
  func protected() throws {
    let secret = ["secret@asker.example", "4798765432", "98 76 54 32"]
    let content = #"""
      {"email":"secret@asker.example","emailProtected":true,"telephoneProtected":true,
      "website":"https://asker.example",
      "telephone":{"e164":"+4798765432","printed":"98 76 54 32"},
      "location":{"latitude":59.833,"longitude":10.4392,"precision":"place"}}
      """#
    #expect(try patch(content).status == 200)
    let contact = #"""
      {"id":"ola","name":"Ola","role":"Mayor","email":"secret@asker.example","emailProtected":true,
      "member":"asker",
      "telephone":{"e164":"+4798765432","printed":"98 76 54 32"},"telephoneProtected":true}
      """#
    #expect(try staff.send("POST", "/contacts", contact).status == 201)
    var targets = ["/snapshot", "/changes", "/changes.atom", "/search?q=asker", "/match?with=oslo&limit=50"]
    targets += ["/members?include=contacts", "/organisation?include=contacts"]
    for suffix in ["", ".csv", ".ndjson", ".jsonld", ".vcf", ".geojson", ".txt"] {
      targets.append("/members" + suffix)
      if suffix != ".ndjson" { targets.append(item + suffix) }
      if suffix != ".geojson" { targets += ["/contacts" + suffix, "/members/asker/contacts" + suffix] }
    }
    for target in targets {
      let answer = try directory.get(target)
      #expect(answer.status == 200, "\(target)")
      for text in secret { #expect(!answer.text.contains(text), "\(text) in \(target)") }
    }
    #expect(try directory.get(item).json["emailProtected"] == .boolean(true))
    #expect(try staff.get(item).json["email"]?.string == "secret@asker.example")
    #expect(try staff.get(item + ".vcf").text.contains("EMAIL;TYPE=work:secret@asker.example"))
    #expect(try staff.get("/contacts/ola.csv").text.contains("98 76 54 32"))
  }

  @Test("has paragraphs, other names, a city and identifiers that search finds")
  func found() throws {
    let content = #"""
      {"about":"One.\n\nKayaking on the fjord.","alternativeNames":["Askerkommune"],
      "formerNames":["Hurumlandet"],
      "visitingAddress":{"city":"Slemmestad"},"identifiers":[{"scheme":"wikidata","value":"Q483956"}]}
      """#
    #expect(try patch(content).status == 200)
    for word in ["kayaking", "askerkommune", "hurumlandet", "slemmestad", "q483956"] {
      let items = try directory.get("/search?q=\(word)").json["items"]?.items ?? []
      #expect(items.first?["slug"]?.string == "asker", "\(word)")
    }
  }

  @Test("is a point on a map, with the longitude first, and members without a location are left out")
  func map() throws {
    #expect(try directory.get("/members.geojson").json["features"]?.items.isEmpty == true)
    #expect(try patch(#"{"location":{"latitude":59.833,"longitude":-10,"precision":"place"}}"#).status == 200)
    let answer = try directory.get("/members.geojson?fields=name")
    #expect(answer.field("content-type") == "application/geo+json")
    #expect(
      answer.text == #"{"type":"FeatureCollection","features":[{"type":"Feature","id":"asker","geometry":"#
        + #"{"type":"Point","coordinates":[-10,59.833]},"properties":{"name":"Municipality of Asker"}}]}"#
        + "\n")
    let unlocated = try directory.get("/members/oslo.geojson").json
    #expect(unlocated["type"]?.string == "Feature" && unlocated["geometry"] == .null)
    #expect(try directory.get("/topics/climate/members.geojson").json["features"]?.items.count == 1)
    #expect(try directory.get("/topics.geojson").status == 406)
  }

  @Test(
    "is refused where it is wrong, with what would be right",
    arguments: [
      (#"{"website":"asker.example"}"#, "/website", "invalid-url", "https://"),
      (#"{"website":"https://user:secret@asker.example"}"#, "/website", "invalid-url", "https://"),
      (#"{"website":"javascript:alert(1)"}"#, "/website", "invalid-url", "https://"),
      (
        #"{"webLinks":[{"label":"L","url":"https://a.example/\"x"}]}"#, "/webLinks/0/url", "invalid-url",
        "https"
      ),
      (
        #"{"location":{"latitude":91,"longitude":0,"precision":"place"}}"#, "/location/latitude",
        "out-of-range", "90"
      ),
      (
        #"{"location":{"latitude":1e300,"longitude":0,"precision":"area"}}"#, "/location/latitude",
        "out-of-range", "90"
      ),
      (
        #"{"location":{"latitude":1,"longitude":0,"precision":"exact"}}"#, "/location/precision",
        "unknown-value", "address"
      ),
      (
        #"{"identifiers":[{"scheme":"no-orgnr","value":"974760674"}]}"#, "/identifiers/0/value",
        "invalid-identifier", "nine"
      ),
      (#"{"postalAddress":{}}"#, "/postalAddress", "empty", "street"),
      (#"{"about":"Line.\r\nLine."}"#, "/about", "control-character", "line feed"),
      (#"{"about":"\n"}"#, "/about", "surrounding-space", "space"),
      (#"{"formerNames":["A","A"]}"#, "/formerNames/1", "duplicate", "remove one"),
      (
        #"{"numberOfMembers":{"value":1,"approximate":false,"year":20261}}"#, "/numberOfMembers/year",
        "out-of-range", "2999"
      ),
      (#"{"numberOfMembers":{"value":1}}"#, "/numberOfMembers/approximate", "missing", "true or false"),
    ])
  func wrong(content: String, pointer: String, code: String, hint: String) throws {
    let answer = try patch(content)
    #expect(answer.status == 422)
    let fault = try #require(try answer.json["errors"]?.items.first)
    #expect(fault["pointer"]?.string == pointer && fault["code"]?.string == code)
    #expect(fault["hint"]?.string?.contains(hint) == true, "\(fault)")
  }

  @Test("comes from a table with the columns that a small office has")
  func table() throws {
    let rows = """
      slug;kind;Navn;Kortnavn;sammendrag;Nettside;E-post;Telefon;Adresse;Postnr;Poststed;Land;Org.nr;\
      Antall medlemmer;\
      lat;lon;Lenker\r
      askim;municipality;Askim kor;Askim;Et kor.;www.askimkor.example;post@askimkor.example;+4722334455;\
      Storgata 1;\
      0160;Askim;NO;974 760 673;45;59,58;11,16;Program: https://askimkor.example/p;\
       https://www.facebook.example/k\r\n
      """
    let quoted = rows.replacing(
      "Program: https://askimkor.example/p; https://www.facebook.example/k",
      with: "\"Program: https://askimkor.example/p; https://www.facebook.example/k\"")
    let answer = try importTable(quoted)
    #expect(answer.status == 200, "\(answer.text)")
    let member = try directory.get("/members/askim").json
    #expect(member["website"]?.string == "https://www.askimkor.example")
    #expect(member["visitingAddress"]?["postcode"]?.string == "0160")
    #expect(member["identifiers"]?.items.first?["scheme"]?.string == "no-orgnr")
    #expect(member["location"]?["latitude"] == .number(59.58))
    #expect(member["location"]?["precision"]?.string == "place")
    #expect(member["numberOfMembers"]?["value"] == .integer(45))
    #expect(member["webLinks"]?.items.map { $0["label"]?.string } == ["Program", "facebook.example"])
    // The table that can be downloaded without a token takes nothing away.
    let table = try directory.get("/members.csv").text
    #expect(try importTable(table).json["updated"] == .integer(0))
  }

  @Test("loses only what a column removes")
  func emptied() throws {
    let content = #"""
      {"email":"secret@asker.example","emailProtected":true,"visitingAddress":{"street":"S 1","city":"Asker"},
      "location":{"latitude":59.8,"longitude":10.4,"precision":"address"}}
      """#
    #expect(try patch(content).status == 200)
    #expect(try importTable("slug,email,visitingStreet,latitude\nasker,,,59.9\n").status == 200)
    let member = try staff.get(item).json
    #expect(member["email"]?.string == "secret@asker.example")
    #expect(member["visitingAddress"] == .object([JSONMember(name: "city", value: .string("Asker"))]))
    #expect(member["location"]?["precision"]?.string == "address")
    #expect(member["location"]?["longitude"] == .number(10.4))
    #expect(
      try importTable("slug,latitude,longitude,visitingCity,email,emailProtected\nasker,,,,,false\n").status
        == 200)
    let rest = try staff.get(item).json
    #expect(rest["location"] == nil && rest["visitingAddress"] == nil && rest["email"] == nil)
  }

  @Test("of contacts and offices names the member, in lists, inclusions, cards and filters")
  func belongings() throws {
    for (id, order) in [("kari", 2), ("ola", 1)] {
      let contact =
        #"{"id":"\#(id)","name":"\#(id)","role":"R","emailProtected":false,"member":"asker","#
        + #""order":\#(order)}"#
      #expect(try staff.send("POST", "/contacts", contact).status == 201)
    }
    let ids = { (json: JSONValue?) in json?.items.compactMap { $0["id"]?.string } ?? [] }
    #expect(ids(try directory.get("/members/asker/contacts").json["items"]) == ["ola", "kari"])
    #expect(ids(try directory.get("/contacts?belongsTo=member").json["items"]) == ["kari", "ola"])
    let own = ids(try directory.get("/contacts?belongsTo=organisation").json["items"])
    #expect(own.contains("gunnar-selvik") && !own.contains("ola"))
    #expect(ids(try directory.get("/organisation?include=contacts").json["included"]?["contacts"]) == own)
    #expect(
      ids(try directory.get("/members/asker?include=contacts").json["included"]?["contacts"])
        == ["ola", "kari"] + own)
    #expect(ids(try directory.get("/members/oslo?include=contacts").json["included"]?["contacts"]) == own)
    #expect(try directory.get("/contacts/ola.vcf").text.contains("ORG:Municipality of Asker"))
    let included = try directory.get("/contacts/ola?include=member").json["included"]
    #expect(included?["member"]?.items.first?["slug"]?.string == "asker")
    #expect(try directory.get("/members/nowhere/contacts").status == 404)
    let refused = try staff.send("DELETE", item, "", try staff.ifMatch(item))
    #expect(refused.status == 409 && refused.text.contains("ola"))
  }

  @Test("stays protected if a table has an empty cell for the flag", arguments: ["member", "contact"])
  func emptyFlag(type: String) throws {
    let (list, key) = type == "member" ? ("members", "slug") : ("contacts", "id")
    let own = type == "member" ? #""kind":"municipality""# : #""role":"R""#
    let content = #"""
      {"\#(key)":"new","name":"New",\#(own),"email":"secret@new.example","emailProtected":true,
      "telephone":{"e164":"+4798765432","printed":"98 76 54 32"},"telephoneProtected":true}
      """#
    #expect(try staff.send("POST", "/\(list)", content).status == 201)
    let table = "\(key),name,email,emailProtected,telephone,telephoneProtected\nnew,Newer,,,,\n"
    let answer = try staff.send("POST", "/import?type=\(type)", table, type: "text/csv")
    #expect(answer.status == 200)
    let shown = try directory.get("/\(list)/new").text
    #expect(shown.contains("Newer") && !shown.contains("secret@new.example") && !shown.contains("98765432"))
    #expect(try staff.get("/\(list)/new").json["email"]?.string == "secret@new.example")
  }

  @Test("is not repeated in the feed when an address is protected that was public")
  func repeated() throws {
    #expect(try patch(#"{"email":"public@asker.example"}"#).status == 200)
    #expect(try patch(#"{"emailProtected":true}"#).status == 200)
    let feed = try directory.get("/changes.atom").text
    #expect(!feed.contains("public@asker.example") && feed.contains("email"))
  }

  @Test("has coordinates without exponents in tables and cards, which an import reads again")
  func small() throws {
    let content = #"{"location":{"latitude":-0.00001,"longitude":0.000099,"precision":"place"}}"#
    #expect(try patch(content).status == 200)
    #expect(try directory.get(item + ".vcf").text.contains("GEO:geo:-0.00001,0.000099"))
    let table = try directory.get("/members.csv").text
    #expect(table.contains("-0.00001,0.000099"))
    #expect(try importTable(table).json["updated"] == .integer(0))
  }

  @Test("keeps its other identifiers when a table has organisation numbers alone")
  func numbers() throws {
    let content =
      #"{"identifiers":[{"scheme":"wikidata","value":"Q1"},{"scheme":"no-orgnr","value":"974760673"}]}"#
    #expect(try patch(content).status == 200)
    #expect(try importTable("slug,Org.nr\nasker,NO 923 609 016 MVA\n").status == 200)
    let identifiers = try directory.get(item).json["identifiers"]?.items ?? []
    #expect(identifiers.map { $0["value"]?.string } == ["Q1", "923609016"])
  }
}
