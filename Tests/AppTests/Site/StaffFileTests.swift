import Directory
import TestSupport
import Testing

@Suite("The files of the staff workspace")
struct StaffFileTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  /// Returns the addresses of this version that the page names.
  private func addresses() throws -> [String] {
    try directory.get("/staff/").text.split(separator: "\"").map(String.init).filter {
      $0.hasPrefix("/staff/") && $0.contains(".")
    }
  }

  @Test(
    "every address of the application gets its page", arguments: ["/staff/", "/staff/members/asker/edit"])
  func page(path: String) throws {
    let answer = try directory.get(path)
    #expect(answer.status == 200)
    #expect(answer.field("content-type") == "text/html; charset=utf-8")
    #expect(answer.field("cache-control") == "private, no-cache")
    let policy = try #require(answer.field("content-security-policy"))
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.field("access-control-allow-origin") == nil)
    let tag = try #require(answer.field("etag"))
    #expect(try directory.get(path, "If-None-Match: \(tag)").status == 304)
  }

  @Test("the address without a slash leads to the page")
  func slash() throws {
    let answer = try directory.get("/staff")
    #expect(answer.status == 301)
    #expect(answer.field("location") == "/staff/")
  }

  @Test("the page names all files of the application, and each is there for good")
  func files() throws {
    let addresses = try addresses()
    #expect(Set(addresses).count == addresses.count)
    #expect(addresses.contains { $0.hasSuffix("/main.js") })
    for address in addresses {
      let answer = try directory.get(address, "Accept-Encoding: gzip")
      #expect(answer.status == 200, "\(address)")
      #expect(answer.field("cache-control") == "public, max-age=31536000, immutable")
      #expect(answer.field("access-control-allow-origin") == nil)
    }
  }

  @Test("the application takes at most 90 KB")
  func size() throws {
    let addresses = try addresses() + ["/staff/"]
    let bytes = try addresses.reduce(0) { sum, path in
      try sum + directory.get(path, "Accept-Encoding: gzip").content.count
    }
    #expect(bytes <= 90_000)
  }

  @Test(
    "other addresses aren't files",
    arguments: ["/staff/main.js", "/staff/0123456789ab/main.js", "/staff/../main.js", "/staffing"])
  func others(path: String) throws {
    #expect(try directory.get(path).status == 404)
  }

  @Test("the application can only be read")
  func methods() throws {
    #expect(try directory.ask("POST", "/staff/").status == 405)
    #expect(try directory.get("/robots.txt").text.contains("Disallow: /staff/\n"))
  }
}
