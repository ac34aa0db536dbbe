import Directory
import TestSupport
import Testing

@Suite("What pages show of the directory")
struct SiteContentTests {
  @Test("JSON-LD on a page is what the API answers")
  func linkedData() throws {
    let directory = try RunningDirectory(["http.origin": "https://members.example.org"])
    for path in ["/members/asker", "/topics/climate", "/contacts/gunnar-selvik"] {
      let html = try directory.get("/en\(path)").text
      let data = try #require(
        html.split(separator: "<script type=\"application/ld+json\">").dropFirst().first?
          .split(separator: "</script>").first)
      let page = try JSONParser.parse(Array(data.utf8))
      let api = try directory.get("\(path).jsonld").json
      #expect(page == api, "\(path)")
    }
  }

  @Test("links to the same list in other formats keep the filters")
  func formats() throws {
    let directory = try RunningDirectory()
    let html = try directory.get("/en/members?topic=climate&topic=education&sort=-population").text
    #expect(html.contains("<a href=\"/members.csv?topic=climate,education&amp;sort=-population\">CSV</a>"))
    #expect(try directory.get("/members.csv?topic=climate,education&sort=-population").status == 200)
  }

  @Test("another organisation's site has its name, and no word of counties or Norway")
  func other() throws {
    let directory = try AnyDirectory.choirs.start()
    for path in SiteTests.paths
    where !path.contains("/areas") && !path.contains("asker") && !path.contains("climate") {
      let answer = try directory.get("/en\(path)")
      guard answer.status == 200 else { continue }
      for word in ["Oslo", "county", "County", "Norw"] {
        #expect(!answer.text.contains(word), "\(path): \(word)")
      }
    }
  }

  @Test("a page shows no protected address")
  func protected() throws {
    let directory = try RunningDirectory()
    for path in ["/en/contacts", "/en/contacts/gunnar-selvik", "/en/members/asker", "/en/"] {
      #expect(!(try directory.get(path).text.contains("mailto:")), "\(path)")
    }
  }
}
