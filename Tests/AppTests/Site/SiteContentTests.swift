import Directory
import Foundation
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
        let around = answer.text.ranges(of: word).prefix(2).map { answer.text[$0.lowerBound...].prefix(40) }
        #expect(around.isEmpty, "\(path)")
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

  @Test("values that look like markup stay texts, in every field and on every page that shows them")
  func hostile() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory, role: "admin")
    let value = "\"><img src=x onerror=alert(1)></title><script>alert(1)</script>"
    let text = try #require(String(data: JSONEncoder().encode(value), encoding: .utf8))
    let member = """
      {"slug":"evil","kind":"municipality","name":\(text),"shortName":\(text),"summary":\(text),
      "about":\(text),
      "topics":["evil","climate"],"focusAreas":[\(text)],"facts":[{"label":\(text),"text":\(text)}],
      "website":"https://x.example/?a=%22%3E","webLinks":[{"label":\(text),"url":"https://x.example/"}],
      "formerNames":[\(text)],"alternativeNames":[\(text)],"area":"viken",
      "visitingAddress":{"street":\(text),"city":\(text)}}
      """
    let topic = "{\"slug\":\"evil\",\"kind\":\"theme\",\"name\":\(text),\"summary\":\(text)}"
    let contact =
      "{\"id\":\"evil\",\"name\":\(text),\"role\":\(text),\"member\":\"evil\",\"emailProtected\":false}"
    for (path, record) in [("/topics", topic), ("/members", member), ("/contacts", contact)] {
      let answer = try staff.send("POST", path, record)
      #expect(answer.status == 201, "\(answer.text)")
    }
    for path in [
      "/", "/members", "/members?q=img", "/members/evil", "/members/oslo", "/topics", "/topics/evil",
      "/topics/climate",
      "/areas/viken", "/search?q=alert", "/search?q=%22%3E%3Cscript%3E", "/contacts/evil", "/changes",
      "/booklet", "/embed",
      "/nothing%3Cscript%3E", "/members?topic=%3Cscript%3E", "/members?q=%3Cscript%3Ealert(1)",
    ] {
      let html = try directory.get("/en\(path)").text
      #expect(!html.contains("<img src=x") && !html.contains("<script>alert"), "\(path)")
    }
    #expect(try directory.get("/en/members/evil").text.contains("&lt;script&gt;alert(1)"))
  }
}
