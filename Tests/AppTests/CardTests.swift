import Directory
import DirectorySQLite
import TestSupport
import Testing

@Suite("vCards and linked data")
struct CardTests {
  @Test("every card is complete, and its lines have at most 75 bytes")
  func cards() throws {
    let directory = try RunningDirectory()
    for path in ["/contacts.vcf", "/offices.vcf", "/contacts/gunnar-selvik.vcf"] {
      let text = String(decoding: try directory.get(path).content, as: UTF8.self)
      let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(lines.last == "" && lines.allSatisfy { $0.utf8.count <= 75 })
      #expect(lines.filter { $0 == "BEGIN:VCARD" }.count == lines.filter { $0 == "END:VCARD" }.count)
    }
  }

  @Test("a card has an absolute id, the organisation, the time of the last change and a telephone number")
  func properties() throws {
    let directory = try RunningDirectory()
    let answer = try directory.get("/contacts/gunnar-selvik.vcf")
    let lines = Set(Self.unfolded(answer.text))
    for line in [
      "UID:http://directory.test/contacts/gunnar-selvik",
      "SOURCE:http://directory.test/contacts/gunnar-selvik.vcf",
      "ORG:Oslo Region European Office", "TEL;VALUE=uri;TYPE=\"voice,work\":tel:+32460941393",
      "CATEGORIES:Oslo Region European Office",
    ] { #expect(lines.contains(line), "\(line)") }
    let time = lines.first { $0.hasPrefix("REV:") } ?? ""
    #expect(time.wholeMatch(of: /REV:\d{8}T\d{6}Z/) != nil)
    let office = Set(Self.unfolded(try directory.get("/offices/oslo.vcf").text))
    #expect(office.contains("ORG:Oslo Region European Office;Oslo office"))
    // A card doesn't contain a protected e-mail address.
    #expect(!answer.text.contains("EMAIL"))
  }

  /// Joins the parts of folded lines (RFC 6350 §3.2).
  private static func unfolded(_ text: String) -> [String] {
    text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test("folding splits no character, and a name that is escaped and folded can be read back")
  func folding() throws {
    let folder = try TemporaryFolder()
    let name = "Åse; Ærlig, \\ " + String(repeating: "Bjørnstjerne Øyvind 🇳🇴 ", count: 5) + "x"
    let store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    try store.load(
      DirectoryDocument.make(contacts: [
        DirectoryDocument.Contact.make(id: "ase", name: name, role: "R", email: "ase@example.org")
      ]))
    let directory = try RunningDirectory(in: folder)
    let card = try directory.get("/contacts/ase.vcf").text
    for line in card.split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
    let escaped = name.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
    #expect(Self.unfolded(card).contains("FN:" + escaped))
    #expect(Self.unfolded(card).contains("EMAIL;TYPE=work:ase@example.org"))
    #expect(try directory.get("/contacts.csv?fields=email").text == "email\r\nase@example.org\r\n")
  }

  @Test("a web address has its characters beyond ASCII escaped, as a URI has")
  func webAddress() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    let content = #"{"website":"https://blåfjell.example/på"}"#
    #expect(try staff.send("PATCH", "/members/asker", content, "If-Match: *").status == 200)
    let card = try directory.get("/members/asker.vcf").text
    #expect(card.contains("URL;TYPE=work:https://bl%C3%A5fjell.example/p%C3%A5\r\n"))
  }

  @Test(
    "every id of linked data is absolute and has the host of the request",
    arguments: [
      "/members.jsonld", "/members/oslo.jsonld", "/topics.jsonld", "/contacts.jsonld", "/offices.jsonld",
      "/organisation.jsonld",
    ])
  func ids(target: String) throws {
    let directory = try RunningDirectory()
    var bodies: [[UInt8]] = []
    for host in ["one.test", "two.test:8080", "one.test"] {
      let client = try directory.client()
      client.send("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
      let answer = try #require(try client.readResponse())
      let ids = Self.ids(of: try answer.json)
      #expect(!ids.isEmpty)
      for id in ids { #expect(id.hasPrefix("http://\(host)/"), "\(id)") }
      bodies.append(answer.content)
    }
    #expect(bodies[0] == bodies[2] && bodies[0] != bodies[1])
  }

  @Test("the setting http.origin takes precedence over the host of the request")
  func origin() throws {
    let directory = try RunningDirectory(["http.origin": "https://api.example.org"])
    let ids = Self.ids(of: try directory.get("/members/oslo.jsonld").json)
    #expect(ids.allSatisfy { $0.hasPrefix("https://api.example.org/") })
    #expect(try directory.get("/contacts.vcf").text.contains("UID:https://api.example.org/contacts/"))
  }

  private static func ids(of value: JSONValue) -> [String] {
    let own = ["@id", "inDefinedTermSet"].compactMap { value[$0]?.string }
    return own + value.names.flatMap { ids(of: value[$0] ?? .null) } + value.items.flatMap(ids)
  }
}
