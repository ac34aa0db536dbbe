import Directory
import TestSupport
import Testing

@Suite("The same answer in other formats")
struct FormatTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test(
    "Accept and suffix choose the same, and the suffix goes first",
    arguments: [
      ("/members", "csv", "text/csv"), ("/members", "ndjson", "application/x-ndjson"),
      ("/members?limit=2", "ndjson", "application/x-ndjson"), ("/topics", "jsonld", "application/ld+json"),
      ("/contacts", "vcf", "text/vcard"), ("/offices/oslo", "vcf", "text/vcard"),
      ("/members/asker", "txt", "text/plain"), ("/members/asker", "json", "application/json"),
      ("/topics/climate/members", "csv", "text/csv"), ("/organisation", "jsonld", "application/ld+json"),
    ])
  func choice(target: String, suffix: String, type: String) throws {
    let parts = target.split(separator: "?", maxSplits: 1)
    let suffixed = "\(parts[0]).\(suffix)" + (parts.count > 1 ? "?\(parts[1])" : "")
    let byAccept = try directory.get(target, "Accept: \(type)")
    let client = try directory.client()
    for accept in ["*/*", "image/png", "application/json"] {
      // Twice, for the second comes from the cache.
      for _ in 0..<2 {
        client.send(RunningDirectory.request("GET", suffixed, ["Accept: \(accept)"]))
        let bySuffix = try #require(try client.readResponse())
        #expect(bySuffix.status == 200)
        #expect(bySuffix.content == byAccept.content)
        #expect(bySuffix.field("content-type")?.hasPrefix(type) == true)
        #expect(bySuffix.field("etag") == byAccept.field("etag"))
        #expect(bySuffix.field("vary") == "Accept-Encoding")
      }
    }
    #expect(byAccept.field("vary") == "Accept, Accept-Encoding")
    if let tag = byAccept.field("etag") {
      #expect(try directory.get(suffixed, "If-None-Match: \(tag)").status == 304)
      #expect(try directory.get(target, "If-None-Match: \(tag)", "Accept: \(type)").status == 304)
      if suffix != "json" { #expect(try directory.get(target, "If-None-Match: \(tag)").status == 200) }
    }
  }

  @Test(
    "what a resource is not had in is refused, with what it is",
    arguments: ["/members.vcf", "/health/live.csv", "/search.csv?q=oslo", "/members/asker.vcf"])
  func notOffered(target: String) throws {
    let answer = try directory.get(target)
    #expect(answer.status == 406)
    #expect(try answer.json["suffixes"]?.strings.contains(".json") == true)
  }

  @Test(
    "a parameter that says nothing about a format is refused",
    arguments: [
      "/members.csv?include=topics", "/members.csv?facets=kind", "/members?bom", "/members.ndjson?pretty",
      "/members.jsonld?fields=slug", "/contacts.vcf?fields=name", "/members?delimiter=semicolon",
    ])
  func unheard(target: String) throws {
    let json = try directory.get(target).json
    #expect(json["code"]?.string == "parameter-for-other-format")
    let corrected = try #require(json["corrected"]?.string)
    #expect(try directory.get(corrected).status == 200)
  }

  @Test(
    "a table has a row for each item and as many cells as its header",
    arguments: ["comma", "semicolon", "tab"])
  func tables(delimiter: String) throws {
    let sign = ["comma": ",", "semicolon": ";", "tab": "\t"][delimiter] ?? ""
    for list in ["members", "topics", "contacts", "offices"] {
      let text = String(
        decoding: try directory.get("/\(list).csv?delimiter=\(delimiter)").content, as: UTF8.self)
      let rows = Self.rows(text, Character(sign))
      let items = try #require(try directory.get("/\(list)").json["items"]?.items)
      #expect(rows.count == items.count + 1)
      for row in rows { #expect(row.count == rows[0].count) }
      #expect(rows.dropFirst().map { $0[0] } == items.compactMap { ($0["slug"] ?? $0["id"])?.string })
      // Nothing that a spreadsheet would run.
      for cell in rows.joined() { #expect(!["=", "+", "-", "@"].contains(cell.prefix(1))) }
    }
  }

  /// RFC 4180, read strictly.
  private static func rows(_ text: String, _ delimiter: Character) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      let last = rows.count - 1
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        rows[last][rows[last].count - 1].append("\"")
        characters.removeFirst()
      case "\"": isQuoted.toggle()
      case delimiter where !isQuoted: rows[last].append("")
      case "\r\n" where !isQuoted: rows.append([""])
      default: rows[last][rows[last].count - 1].append(character)
      }
    }
    return Array(rows.dropLast())
  }

  @Test("no line of a card is longer than 75 octets, and each is whole")
  func cards() throws {
    for path in ["/contacts.vcf", "/offices.vcf", "/contacts/gunnar-selvik.vcf"] {
      let text = String(decoding: try directory.get(path).content, as: UTF8.self)
      let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(lines.last == "" && lines.allSatisfy { $0.utf8.count <= 75 })
      #expect(lines.filter { $0 == "BEGIN:VCARD" }.count == lines.filter { $0 == "END:VCARD" }.count)
    }
  }
}
