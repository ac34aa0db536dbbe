import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The head of a response")
struct ResponseHeadSizeTests {
  /// An upper bound of Date, X-Request-Id with 64 bytes, Connection and the empty line, in bytes.
  private static let transport = 200
  /// The longest slug.
  private static let longSlug = String(repeating: "x", count: 100)
  private static let manySlugs = slugs(75)
  private static let pages = "/members?limit=1&slug=" + manySlugs

  private static func slugs(_ count: Int) -> String {
    (["asker", "viken"] + Array(repeating: longSlug, count: count)).joined(separator: ",")
  }

  /// Returns a service whose directory has a member with the longest slug.
  private func service() throws -> Service {
    let service = try Service()
    service.change {
      var member = $0.members[0]
      member.slug = Self.longSlug
      $0.members.append(member)
    }
    return service
  }

  @Test(
    "is at most 4 KiB, whatever the query",
    arguments: [
      "/members?slug=" + Array(repeating: "oslomet", count: 100).joined(separator: ","),
      pages,
      "/members?q=" + String(repeating: "%F0%9D%94%B8", count: 200),
      "/members?limit=1&population=" + String(repeating: "0", count: 8_100) + "1",
      "/members?limit=1&population=" + String(repeating: "0", count: 8_100) + "1..",
      "/members?limit=" + String(repeating: "0", count: 8_100) + "1",
      "/search?q=a&limit=" + String(repeating: "0", count: 8_100) + "1",
      "/members?limit=1&fields=slug" + String(repeating: ",slug", count: 1_500),
      "/members/asker?fields=slug" + String(repeating: ",slug", count: 1_500),
      "/members/nobody?fields=slug" + String(repeating: ",slug", count: 1_500),
      "/members?" + String(repeating: "kind=county&", count: 100) + "limit=1",
    ])
  func size(target: String) throws {
    for suffix in ["", ".csv", ".txt"] where suffix.isEmpty || !target.hasPrefix("/search") {
      let path = String(target.prefix { $0 != "?" })
      let request = path + suffix + target.dropFirst(path.count)
      guard request.utf8.count <= 8_192 else { continue }
      let answer = try service().ask("GET", request)
      let isRefused = target == Self.pages && suffix == ".csv"
      #expect(answer.status == (path.hasSuffix("nobody") ? 404 : isRefused ? 400 : 200))
      let stored = answer.stored
      #expect(max(stored.head.count, stored.notModifiedHead.count) + Self.transport <= 4_096)
    }
  }

  @Test("has no links if they are too long, but the content has the cursor of the next page")
  func noLinks() throws {
    let (service, target) = (try service(), Self.pages)
    let answer = try service.ask("GET", target)
    #expect(answer.status == 200 && answer.values("Link").isEmpty)
    let next = try #require(try answer.json["next"]?.string)
    #expect(try service.ask("GET", "\(target)&cursor=\(next)").json["items"]?.items.count == 1)
    let text = try service.ask("GET", target.replacing("/members?", with: "/members.txt?"))
    #expect(text.values("Link").isEmpty && text.text.contains("\nnext: /members.txt?slug=asker,viken,"))
  }

  @Test("has the link to the next page even if there is no room for other links")
  func nextOnly() throws {
    let answer = try service().ask("GET", "/members?limit=1&slug=" + Self.slugs(15))
    #expect(answer.values("Link").count == 1 && answer.link("next") != nil && answer.link("alternate") == nil)
  }

  @Test(
    "needs room for the link to the next page if the content has no cursor, or the request is refused",
    arguments: ["csv", "ndjson", "jsonld"])
  func refused(suffix: String) throws {
    let service = try service()
    let answer = try service.ask("GET", "/members.\(suffix)?limit=1&slug=" + Self.manySlugs)
    #expect(answer.status == 400)
    #expect(try answer.code == "query-too-long")
    // The last page has no link to a next one.
    #expect(try service.ask("GET", "/members.\(suffix)?limit=3&slug=" + Self.manySlugs).status == 200)
  }

  @Test(
    "has numbers without leading zeros in its links",
    arguments: [
      ("0050000..", "50000.."), ("..0094000", "..94000"), ("not.007,08..0009", "not.7,8..9"), ("..", ".."),
      ("000", "0"),
    ])
  func numbers(sent: String, canonical: String) throws {
    let answer = try Service().ask("GET", "/members?population=\(sent)")
    #expect(answer.link("alternate") == "/members.csv?population=\(canonical)")
  }

  @Test("of a redirect leaves out a query that is too long")
  func redirect() throws {
    let service = try Service()
    service.change {
      $0.formerSlugs = [
        FormerSlug(type: .member, slug: "old", name: "Old", until: "2020-01-01", successors: ["asker"])
      ]
    }
    let fields = "?fields=slug" + String(repeating: ",slug", count: 1_500)
    #expect(try service.ask("GET", "/members/old" + fields)["Location"] == "/members/asker")
    #expect(
      try service.ask("GET", "/members/old?fields=slug")["Location"] == "/members/asker?fields=slug")
  }
}
