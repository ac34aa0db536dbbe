import Directory
import TestSupport
import Testing

@Suite("Formats")
struct FormatTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test(
    "a format is chosen by suffix or by Accept, and a suffix takes precedence",
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
      // The second answer comes from the cache.
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
    let tag = try #require(byAccept.field("etag"))
    #expect(try directory.get(suffixed, "If-None-Match: \(tag)").status == 304)
    #expect(try directory.get(target, "If-None-Match: \(tag)", "Accept: \(type)").status == 304)
    if suffix != "json" { #expect(try directory.get(target, "If-None-Match: \(tag)").status == 200) }
  }

  @Test(
    "a format that a resource doesn't have is refused, and the problem lists the suffixes that it has",
    arguments: ["/topics.vcf", "/health/live.csv", "/search.csv?q=oslo", "/topics/climate.vcf"])
  func notOffered(target: String) throws {
    let answer = try directory.get(target)
    #expect(answer.status == 406)
    #expect(try answer.json["suffixes"]?.strings.contains(".json") == true)
  }

  @Test(
    "a format that doesn't exist is refused, and the problem links to the same request in other formats",
    arguments: [
      ("/members.xml", "/members.jsonld"), ("/members/oslo.pdf", "/members/oslo.json"),
      ("/members.xlsx?delimiter=semicolon", "/members.csv?delimiter=semicolon"),
      ("/members.JSON?kind=county", "/members.json?kind=county"), ("/members.jsn", "/members.json"),
      (
        "/topics/climate/members.xls?kind=county,university",
        "/topics/climate/members.csv?kind=county,university"
      ),
      ("/contacts.vcard", "/contacts.vcf"), ("/search.yaml?q=oslo", "/search.json?q=oslo"),
      ("/members.xml?facets=kind", "/members.json?facets=kind"), ("/changes.rss", "/changes.atom"),
    ])
  func unknownSuffix(target: String, corrected: String) throws {
    let answer = try directory.get(target)
    let json = try answer.json
    #expect(answer.status == 404 && json["code"]?.string == "unknown-format")
    #expect(json["suffixes"]?.strings.contains(".json") == true)
    #expect(json["corrected"]?.string == corrected)
    #expect(json["alternates"]?.strings.first == corrected)
    for alternate in json["alternates"]?.strings ?? [] { #expect(try directory.get(alternate).status == 200) }
    #expect(try directory.ask("HEAD", target).status == 404)
  }

  @Test(
    "a name that contains a dot isn't confused with a format",
    arguments: [
      ("/openapi.json", 200, nil), ("/docs/docs.css", 200, nil), ("/openapi.yaml", 404, "unknown-path"),
      ("/.well-known/api-catalog", 200, nil), ("/members/oslo.", 404, "unknown-member"),
      ("/members/.json", 404, "unknown-member"), ("/membrs.csv", 404, "unknown-path"),
    ])
  func dots(target: String, status: Int, code: String?) throws {
    let answer = try directory.get(target)
    #expect(answer.status == status)
    if let code { #expect(try answer.json["code"]?.string == code) }
  }

  @Test("a format is kept when a wrong path is corrected")
  func nearest() throws {
    for (target, corrected) in [
      ("/membrs.csv?kind=county", "/members.csv?kind=county"), ("/members/osl.csv", "/members/oslo.csv"),
      ("/members/osl/topics.txt?limit=2", "/members/oslo/topics.txt?limit=2"), ("/members/", "/members"),
    ] {
      let answer = try directory.get(target)
      #expect(answer.status == 404)
      #expect(try answer.json["corrected"]?.string == corrected, "\(target)")
      #expect(try directory.get(corrected).status == 200)
    }
  }

  @Test("if Accept excludes every format, the problem lists them and links to the same request in each")
  func notAcceptable() throws {
    for accept in ["image/png", "application/json;q=0, text/*;q=0", "text/html"] {
      let answer = try directory.get("/members?kind=county", "Accept: \(accept)")
      let json = try answer.json
      #expect(answer.status == 406 && answer.field("vary") == "Accept")
      #expect(json["allowed"]?.strings.contains("text/csv") == true)
      #expect(json["corrected"]?.string == "/members.json?kind=county")
      #expect(json["alternates"]?.strings.count == 7)
    }
  }

  @Test(
    "an answer in JSON links to the other formats",
    arguments: [
      ("/members", 6), ("/members?kind=county&facets=kind&pretty", 6), ("/members?limit=2", 6),
      ("/members/oslo", 5), ("/members/oslo?include=topics", 5), ("/contacts.json", 5), ("/offices/oslo", 4),
      ("/organisation", 3), ("/changes", 1), ("/topics/climate/members?sort=-population", 6),
      ("/problems/gone", 1), ("/search?q=oslo", 0),
    ])
  func alternates(target: String, count: Int) throws {
    let answer = try directory.get(target)
    let links = answer.fields.filter { $0.name == "link" }.flatMap { $0.value.split(separator: ", ") }
    let others = links.filter { $0.contains("rel=\"alternate\"") }
    #expect(others.count == count)
    for link in others {
      let other = try directory.get(String(link.dropFirst().prefix { $0 != ">" }), "Accept: image/png")
      let type = link.split(separator: "type=\"").last?.dropLast() ?? ""
      #expect(other.status == 200 && other.field("content-type")?.hasPrefix(type) == true, "\(link)")
    }
  }

  @Test(
    "a parameter that has no effect in the format is refused",
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
    "CSV has a row for each item, with as many cells as the header",
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
      // A spreadsheet must not take a cell for a formula.
      for cell in rows.joined() { #expect(!["=", "+", "-", "@"].contains(cell.prefix(1))) }
    }
  }

  /// Parses CSV strictly (RFC 4180).
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
}
