import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The documentation page")
struct DocsTests {
  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
  ]

  @Test("and the page for / consist of the files in Public, each of which is served unchanged")
  func files() throws {
    let names = try ProjectFiles.names(in: "Public")
    #expect(names.contains("docs.html") && names.count > 8)
    for name in names where !["site", "staff"].contains(name) {
      let target = ["docs.html": "/docs", "start.html": "/"][name] ?? "/docs/\(name)"
      let answer = try Service().ask("GET", target, "Sec-Fetch-Mode: navigate")
      let file = try ProjectFiles.read("Public/\(name)")
      #expect(answer.status == 200 && answer.body == file, "\(name)")
      #expect(answer["Content-Type"] == Self.types[String(name.split(separator: ".").last ?? "")], "\(name)")
    }
  }

  @Test("links on the page for / to what exists")
  func links() throws {
    let service = try Service()
    let page = try service.ask("GET", "/", "Sec-Fetch-Mode: navigate").text
    let targets = page.matches(of: /href="(\/[^"]*)"/).map { String($0.1) }
    #expect(targets.count > 15)
    for target in targets { #expect(try service.ask("GET", target).status == 200, "\(target)") }
  }

  @Test("takes less than 40 KB to load, and less than 60 KB with any group of operations")
  func size() throws {
    let service = try Service()
    let page = try service.ask("GET", "/docs").text
    var targets = ["/docs"]
    targets += page.matches(of: /<(?:link|script)[^>]+(?:href|src)="(\/[^"]+)"/).map { String($0.1) }
    var index = 1
    while index < targets.count {
      if targets[index].hasSuffix(".js") {
        let script = try service.ask("GET", targets[index]).text
        let imported = script.matches(of: /from "([^"]+)"/).map { String($0.1) }
        targets += imported.filter { !targets.contains($0) }
      }
      index += 1
    }
    #expect(targets.contains("/docs/contents.json") && targets.contains("/docs/json.js"))
    let first = try Self.size(of: targets)
    #expect(first < 40_000 && first > 20_000, "\(first)")
    for name in DescriptionSections.names where name != DescriptionSections.list {
      let all = try first + Self.size(of: ["/docs/\(name).json"])
      #expect(all < 60_000, "\(name): \(all)")
    }
  }

  /// Returns the bytes of answers with the fields of the responses.
  private static func size(of targets: [String]) throws -> Int {
    try targets.reduce(0) { sum, target in
      let answer = try Service().ask("GET", target, "Accept-Encoding: gzip")
      #expect(answer.status == 200, "\(target)")
      // The transport adds some 150 bytes to each.
      return sum + answer.stored.head.count + answer.body.count + 150
    }
  }

  @Test("loads each operation of the description in one of its sections, with all that it refers to")
  func sections() throws {
    let service = try Service()
    let whole = try service.ask("GET", "/openapi.json").json
    let list = try service.ask("GET", "/docs/contents.json").json
    #expect(list["info"] == whole["info"] && list["tags"] == whole["tags"])
    #expect(list["paths"]?.names == whole["paths"]?.names)
    var found = 0
    for tag in whole["tags"]?.items ?? [] {
      let answer = try service.ask("GET", "/docs/\(tag["name"]?.string ?? "").json")
      let section = try answer.json
      for path in section["paths"]?.names ?? [] {
        for method in section["paths"]?[path]?.names ?? [] {
          let (own, described) = (section["paths"]?[path]?[method], whole["paths"]?[path]?[method])
          #expect(own?["parameters"] == described?["parameters"])
          #expect(own?["requestBody"] == described?["requestBody"])
          let content = own?["responses"]?["200"]?["content"]
          #expect(content == described?["responses"]?["200"]?["content"])
          found += 1
        }
      }
      for target in answer.text.matches(of: /"\$ref":"#\/components\/schemas\/([^"]+)"/) {
        let name = String(target.1)
        let schema = section["components"]?["schemas"]?[name]
        #expect(schema != nil && schema == whole["components"]?["schemas"]?[name], "\(name)")
      }
    }
    let all = whole["paths"]?.names.reduce(0) { $0 + (whole["paths"]?[$1]?.names.count ?? 0) }
    #expect(found == all && found > 90)
    let codes = whole["components"]?["schemas"]?["Problem"]?["x-codes"]
    let own = try service.ask("GET", "/docs/codes.json").json["components"]?["schemas"]?["Problem"]
    #expect(codes != nil && own?["x-codes"] == codes)
  }

  @Test("gets sections that are validated as the description is")
  func validators() throws {
    let service = try Service()
    for target in DescriptionSections.names.map({ "/docs/\($0).json" }) + ["/openapi.json"] {
      let answer = try service.ask("GET", target)
      #expect(answer["Content-Type"] == "application/json" && answer["Last-Modified"] != nil, "\(target)")
      let tag = try #require(answer["ETag"])
      #expect(try service.ask("GET", target, "If-None-Match: \(tag)").status == 304, "\(target)")
    }
    #expect(try service.ask("GET", "/docs/nothing.json").status == 404)
  }

  @Test("has no style and no script in it, and none of another server")
  func policy() throws {
    for name in try ProjectFiles.names(in: "Public") where !["site", "staff"].contains(name) {
      let text = String(decoding: try ProjectFiles.read("Public/\(name)"), as: UTF8.self)
      #expect(!text.contains("style=") && !text.contains(".innerHTML") && !text.contains("eval("), "\(name)")
      #expect(!text.contains(/(src|href)="https?:/) && !text.contains(/<script>|<style>|\burl\(/), "\(name)")
    }
  }

  @Test("knows which codes belong to malformed messages, which it doesn't repeat with each operation")
  func codesOfMessages() throws {
    let codes = try Service().ask("GET", "/docs/contents.json").json["codes"]
    let ofMessages = codes?.names.filter { codes?[$0]?["ofMessages"] == .boolean(true) }
    #expect(ofMessages.map(Set.init) == Set(RequestError.all.map(\.code)))
  }
}
