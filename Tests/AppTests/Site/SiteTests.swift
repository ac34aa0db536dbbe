import Directory
import TestSupport
import Testing

@testable import App

@Suite("The website")
struct SiteTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  static let paths = [
    "/", "/members", "/members/asker", "/topics", "/topics/climate", "/areas", "/areas/viken", "/search",
    "/search?q=helse", "/contacts", "/contacts/gunnar-selvik", "/offices/brussels", "/changes", "/about",
    "/formats", "/embed", "/booklet", "/members?topic=climate&kind=municipality&sort=-population",
  ]
  static let languages = ["en", "nb", "nn"]

  @Test("has every page in every language, with one title and one heading", arguments: languages)
  func pages(language: String) throws {
    var titles: Set<String> = []
    for path in Self.paths {
      let answer = try directory.get("/\(language)\(path)")
      #expect(answer.status == 200, "\(path)")
      #expect(answer.field("content-type") == "text/html; charset=utf-8")
      #expect(answer.field("content-language") == language)
      let html = answer.text
      #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"), "\(path)")
      #expect(html.ranges(of: "<h1").count == 1, "\(path)")
      #expect(html.ranges(of: "<main ").count == 1, "\(path)")
      let title = html.split(separator: "<title>").dropFirst().first?.split(separator: "</title>").first
      titles.insert(String(title ?? ""))
    }
    // The list of members has one title with and without filters.
    #expect(titles.count == Self.paths.count - 1)
  }

  @Test("names its canonical address and those of its translations")
  func canonical() throws {
    let directory = try RunningDirectory(["http.origin": "https://members.example.org"])
    let html = try directory.get("/nb/members/asker").text
    #expect(html.contains("<link rel=\"canonical\" href=\"https://members.example.org/nb/members/asker\">"))
    for language in Self.languages {
      let address = "https://members.example.org/\(language)/members/asker"
      #expect(html.contains("<link rel=\"alternate\" hreflang=\"\(language)\" href=\"\(address)\">"))
    }
    #expect(
      html.contains("<meta property=\"og:url\" content=\"https://members.example.org/nb/members/asker\">"))
  }

  @Test("ends with the organisation's own links, in the directory's language")
  func footerLinks() throws {
    let links = "About <us> https://example.org/about; Vacancies https://example.org/jobs?a=1&b=2"
    let directory = try RunningDirectory(["site.footerLinks": links])
    let html = try directory.get("/en/").text
    #expect(html.contains("<a href=\"https://example.org/about\">About &lt;us&gt;</a>"))
    #expect(html.contains("<a href=\"https://example.org/jobs?a=1&amp;b=2\">Vacancies</a>"))
    let bokmal = try directory.get("/nb/").text
    #expect(bokmal.contains("<a href=\"https://example.org/about\" lang=\"en\">About &lt;us&gt;</a>"))
  }

  @Test(
    "refuses links that aren't texts with addresses",
    arguments: [
      "About us", "https://example.org", "A javascript:alert(1)", "A https://a.b;;B", "A ftp://a.b",
    ])
  func wrongFooterLinks(text: String) {
    #expect(throws: SettingsError.self) { try RunningDirectory(["site.footerLinks": text]) }
  }

  @Test("marks texts that aren't in the language of the page")
  func foreignTexts() throws {
    // The summary exists in English only, and names in bokmål are those that a page in nynorsk shows.
    let nynorsk = try directory.get("/nn/members/asker").text
    #expect(nynorsk.contains("<h1 lang=\"nb\">Asker kommune</h1>"))
    let bokmal = try directory.get("/nb/members/asker").text
    #expect(bokmal.contains("<h1>Asker kommune</h1>"))
    #expect(bokmal.contains("<p class=\"lead\" lang=\"en\">"))
    #expect(try directory.get("/en/members/asker").text.contains("<p class=\"lead\">"))
  }

  @Test(
    "redirects an address with another spelling to the one that it has",
    arguments: [
      ("/en", "/en/"), ("/nb", "/nb/"), ("/en/members/", "/en/members"),
      ("/nn/topics/climate/", "/nn/topics/climate"),
    ])
  func spelling(path: String, location: String) throws {
    let answer = try directory.get(path)
    #expect(answer.status == 301)
    #expect(answer.field("location") == location)
  }

  @Test("redirects a former slug, and says what has left the directory")
  func former() throws {
    let former = try directory.get("/en/areas/hedmark")
    #expect(former.status == 301)
    #expect(former.field("location") == "/en/areas/innlandet")
    let staff = try Staff(directory, role: "admin")
    let tag = try staff.ifMatch("/members/stange")
    #expect(try staff.send("DELETE", "/members/stange", "", tag).status == 204)
    let gone = try directory.get("/nb/members/stange")
    #expect(gone.status == 410)
    #expect(gone.text.contains("<meta name=\"robots\" content=\"noindex\">"))
  }

  @Test("suggests pages for an unknown address in the language of the reader")
  func missing() throws {
    let unknown = try directory.get("/nb/topics/digitaliserin")
    #expect(unknown.status == 404)
    #expect(unknown.field("cache-control") == "no-store")
    #expect(unknown.text.contains("<a href=\"/nb/topics/digitalization\""))
    #expect(try directory.get("/en/%2e%2e/%00").status == 400)
  }

  @Test("says which filter it doesn't know, and offers the list without it")
  func unknownFilter() throws {
    let answer = try directory.get("/en/members?topic=climat&kind=county")
    #expect(answer.status == 400)
    #expect(answer.text.contains("<code>climat</code>"))
    #expect(answer.text.contains("<a href=\"/en/members?kind=county\">"))
    #expect(answer.text.contains("<a href=\"/en/members?topic=climate&amp;kind=county\">"))
    for query in ["population=many", "at=2020-13-01", "cursor=x", "joined=1..0", "kind=%FF", "q=%"] {
      #expect(try directory.get("/en/members?\(query)").status == 400, "\(query)")
    }
  }

  @Test("takes as many values and words as the API does")
  func limits() throws {
    let values = (1...101).map { "v\($0)" }.joined(separator: ",")
    #expect(try directory.get("/en/members?topic=\(values)").text.contains("<code>v101</code>"))
    let words = String(repeating: "oslo+", count: 1_500)
    for path in ["/en/members?q=\(words)", "/en/search?q=\(words)"] {
      #expect(try directory.get(path).status == 200)
    }
  }

  @Test("ignores parameters that other programs have added to a link")
  func foreignParameters() throws {
    #expect(try directory.get("/en/members?utm_source=letter&fbclid=1").status == 200)
  }

  @Test("selects members as the API does")
  func filters() throws {
    for (query, same) in [
      ("kind=county", "kind=county"), ("topic=climate&topic=education", "topic=climate,education"),
      ("topic=climate&topic=digitalization&all=topic", "topic=climate&topic=digitalization"),
      ("kind=not.municipality", "kind=not.municipality"),
      ("topic=under.sustainability", "topic=under.sustainability"),
      ("population=20000..", "population=20000.."), ("joined=2021", "joined=2021"), ("q=oslo", "q=oslo"),
      ("area=viken&kind=municipality&sort=-population", "area=viken&kind=municipality&sort=-population"),
    ] {
      let items = try #require(try directory.get("/members?\(same)").json["items"]).items
      let slugs = items.compactMap { $0["slug"]?.string }
      let html = try directory.get("/en/members?\(query)").text
      let rows = html.split(separator: "<h3><a href=\"/en/members/").dropFirst()
      #expect(rows.map { String($0.prefix { $0 != "\"" }) } == slugs, "\(query)")
      #expect(!slugs.isEmpty, "\(query)")
    }
  }

  @Test("answers again from the cache, with the tag that was sent, and compressed")
  func caching() throws {
    let first = try directory.get("/en/members/oslo")
    let tag = try #require(first.field("etag"))
    let again = try directory.get("/en/members/oslo", "If-None-Match: \(tag)")
    #expect(again.status == 304)
    let compressed = try directory.get("/en/members/oslo", "Accept-Encoding: gzip")
    #expect(compressed.field("content-encoding") == "gzip")
    #expect(compressed.content.count < first.content.count / 2)
    #expect(compressed.field("etag") != tag)
  }

  @Test("has the policy and the tag for caches in front")
  func proxies() throws {
    let directory = try RunningDirectory([
      "caching.sharedMaxAgeSeconds": "60", "caching.tagField": "Surrogate-Key",
    ])
    let answer = try directory.get("/en/members")
    #expect(answer.field("cache-control") == "public, max-age=0, s-maxage=60")
    #expect(answer.field("surrogate-key") == "directory")
  }

  @Test("is read only", arguments: ["POST", "PUT", "DELETE", "PATCH"])
  func methods(method: String) throws {
    let answer = try directory.ask(method, "/en/members")
    #expect(answer.status == 405)
    #expect(answer.field("allow") == "GET, HEAD, OPTIONS")
  }

  @Test("protects its readers: no script or frame of others, no cookie")
  func protection() throws {
    let directory = try RunningDirectory(["http.origin": "https://members.example.org"])
    let answer = try directory.get("/en/")
    let policy = try #require(answer.field("content-security-policy"))
    for part in [
      "default-src 'none'", "frame-ancestors 'none'", "form-action 'self'",
      "require-trusted-types-for 'script'",
    ] {
      #expect(policy.contains(part))
    }
    #expect(!policy.contains("unsafe"))
    #expect(answer.field("set-cookie") == nil)
    #expect(answer.field("x-content-type-options") == "nosniff")
    #expect(answer.field("referrer-policy") == "same-origin")
    #expect(answer.field("strict-transport-security") == "max-age=31536000")
    #expect(try self.directory.get("/en/").field("strict-transport-security") == nil)
    #expect(!answer.text.contains("style="))
    #expect(!answer.text.contains(/\ on[a-z]+=/))
  }
}
