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
    for name in names where name != "site" {
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

  @Test("takes less than 70 KB to load, with all that it loads and with the fields of the responses")
  func size() throws {
    let service = try Service()
    let page = try service.ask("GET", "/docs").text
    let loaded = Set(page.matches(of: /(?:href|src)="(\/[^"#]+\.[a-z]+)"/).map { String($0.1) })
    var targets = ["/docs"] + loaded
    var index = 1
    var bytes = 0
    while index <= targets.count {
      let target = targets[index - 1]
      let answer = try service.ask("GET", target, "Accept-Encoding: gzip")
      #expect(answer.status == 200, "\(target)")
      // The transport adds some 150 bytes to each.
      bytes += answer.stored.head.count + answer.body.count + 150
      let script = target.hasSuffix(".js") ? try service.ask("GET", target).text : ""
      for match in script.matches(of: /from "([^"]+)"/) where !targets.contains(String(match.1)) {
        targets.append(String(match.1))
      }
      index += 1
    }
    #expect(targets.contains("/openapi.json") && targets.contains("/docs/json.js") && targets.count > 12)
    #expect(bytes < 70_000 && bytes > 20_000, "\(bytes)")
  }

  @Test("has no style and no script in it, and none of another server")
  func policy() throws {
    for name in try ProjectFiles.names(in: "Public") where name != "site" {
      let text = String(decoding: try ProjectFiles.read("Public/\(name)"), as: UTF8.self)
      #expect(!text.contains("style=") && !text.contains(".innerHTML") && !text.contains("eval("), "\(name)")
      #expect(!text.contains(/(src|href)="https?:/) && !text.contains(/<script>|<style>|\burl\(/), "\(name)")
    }
  }

  /// docs.js leaves out the codes that any malformed message may cause. It recognises them by the first words
  /// of their remedies.
  @Test("knows which codes belong to malformed messages")
  func transportCodes() throws {
    let script = String(decoding: try ProjectFiles.read("Public/docs.js"), as: UTF8.self)
    let match = try #require(try /remedy\.startsWith\("([^"]+)"\)/.firstMatch(in: script))
    let codes = ProblemCode.all.filter { $0.remedy.hasPrefix(match.1) }.map(\.code)
    #expect(codes == RequestError.all.map(\.code))
  }
}
