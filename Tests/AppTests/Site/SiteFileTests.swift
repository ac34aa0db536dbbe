import Directory
import TestSupport
import Testing

@Suite("Files for pages and for machines")
struct SiteFileTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  /// Returns the addresses that a page loads.
  private func assets(_ path: String) throws -> [String] {
    let html = try directory.get(path).text
    return html.split(separator: "\"").map(String.init).filter {
      $0.hasPrefix("/assets/") || $0.hasPrefix("/widget/")
    }
  }

  @Test("what a page loads is there, unchangeable and compressed")
  func assets() throws {
    let paths = try assets("/en/embed")
    #expect(paths.count == 4)
    for path in paths {
      let answer = try directory.get(path, "Accept-Encoding: gzip")
      #expect(answer.status == 200, "\(path)")
      #expect(answer.field("cache-control") == "public, max-age=31536000, immutable")
      #expect(answer.field("x-content-type-options") == "nosniff")
      #expect(
        try directory.get(path, "Accept-Encoding: gzip", "If-None-Match: \(answer.field("etag") ?? "")")
          .status == 304)
    }
    for path in ["/assets/", "/assets/site.css", "/assets/../en/", "/widget/1/x.js"] {
      #expect(try directory.get(path).status != 200, "\(path)")
    }
  }

  @Test("a first view takes at most 30 KB and 3 requests")
  func firstView() throws {
    for path in ["/en/", "/nb/members", "/en/members/viken"] {
      let loaded = try assets(path).filter { !$0.hasSuffix(".svg") }
      #expect(loaded.count == 2)
      var bytes = 0
      for address in [path] + loaded {
        let answer = try directory.get(address, "Accept-Encoding: gzip")
        bytes += answer.content.count + answer.fields.reduce(0) { $0 + $1.name.count + $1.value.count + 4 }
      }
      #expect(bytes <= 30_000, "\(path)")
    }
  }

  @Test(
    "styles, scripts and the widget keep to their sizes",
    arguments: [("site.css", 10_000), ("site.js", 10_000)])
  func sizes(name: String, most: Int) throws {
    let stem = name.prefix { $0 != "." }
    let ending = name.drop { $0 != "." }
    let path = try #require(
      try assets("/en/").first { $0.hasPrefix("/assets/\(stem)") && $0.hasSuffix(ending) })
    #expect(try directory.get(path, "Accept-Encoding: gzip").content.count <= most)
    #expect(try directory.get("/widget/1.js", "Accept-Encoding: gzip").content.count <= 6_000)
  }

  @Test("the code to copy names the widget's digest and values that exist")
  func embedding() throws {
    let directory = try RunningDirectory(["http.origin": "https://members.example.org"])
    let html = try directory.get("/en/embed?topic=climate&area=nowhere&lang=nb&limit=5&heading=2").text
    #expect(html.contains("integrity=&quot;sha384-"))
    #expect(
      html.contains("topic=&quot;climate&quot; lang=&quot;nb&quot; limit=&quot;5&quot; heading=&quot;2&quot;")
    )
    #expect(html.contains("https://members.example.org/embed/members?topic=climate&amp;lang=nb&amp;limit=5"))
  }

  @Test("a fragment is a list that another server can put into its page")
  func fragment() throws {
    let answer = try directory.get("/embed/members?topic=climate&lang=nb&limit=2&heading=4")
    #expect(answer.status == 200)
    #expect(answer.text.hasPrefix("<div class=\"member-directory\" lang=\"nb\"><h4>"))
    #expect(answer.text.ranges(of: "<li>").count == 2)
    #expect(answer.field("access-control-allow-origin") == "*")
    #expect(try directory.get("/embed/members?topic=nothing").status == 400)
  }

  @Test("the site map names every page with the day of its last change")
  func siteMap() throws {
    let text = try directory.get("/sitemap.xml").text
    for path in ["/en/", "/nb/members/asker", "/nn/topics/climate", "/en/areas/viken"] {
      #expect(text.contains("<loc>http://directory.test\(path)</loc>"), "\(path)")
    }
    #expect(text.ranges(of: "<loc>").count == text.ranges(of: "</url>").count)
    for path in ["/sitemap/1.xml"] { #expect(try directory.get(path).status == 200) }
    for path in [
      "/sitemap/2.xml", "/sitemap/0.xml", "/sitemap/01.xml", "/sitemap/x.xml", "/sitemap/99999999999.xml",
    ] {
      #expect(try directory.get(path).status == 404, "\(path)")
    }
  }

  @Test("robots learn what to leave out, and where the map is")
  func robots() throws {
    let text = try directory.get("/robots.txt").text
    #expect(text.contains("Disallow: /en/search\n"))
    #expect(text.contains("Sitemap: http://directory.test/sitemap.xml\n"))
  }

  @Test("a contact for vulnerabilities is named if there is one")
  func security() throws {
    #expect(try directory.get("/.well-known/security.txt").status == 404)
    let other = try RunningDirectory(["site.securityContact": "mailto:security@example.org"])
    let text = try other.get("/.well-known/security.txt").text
    #expect(text.hasPrefix("Contact: mailto:security@example.org\nExpires: 20"))
  }

  @Test("the colour of the organisation replaces ours, and is lighter on dark pages")
  func brand() throws {
    let other = try RunningDirectory(["site.brandColour": "#7a1f2b"])
    let html = try other.get("/en/").text
    let path = try #require(
      html.split(separator: "\"").first { $0.hasPrefix("/assets/site.") && $0.hasSuffix(".css") })
    let css = try other.get(String(path)).text
    #expect(css.contains("--brand: #7a1f2b; --brand-dark: #"))
    #expect(try assets("/en/").contains(String(path)) == false)
  }
}
