import Directory
import HTTPCore
import TestSupport
import Testing

@Suite("The content of the resources")
struct ContentTests {
  @Test("a member has the fields that the document states, and no others")
  func member() throws {
    let service = try Service()
    let full = try service.ask("GET", "/members/asker")
    #expect(
      full.text == """
        {"slug":"asker","kind":"municipality","name":"Municipality of Asker","shortName":"Asker",\
        "county":{"slug":"viken","name":"Viken County"},\
        "area":{"slug":"viken","name":"Viken County","kind":"county"},"summary":"A \\"green\\" municipality.",\
        "population":{"value":94000,"approximate":true},"joined":"2021-01-01",\
        "focusAreas":["Climate","Health"],"facts":[{"label":"Partner","text":"Namibia"}],\
        "topics":[{"slug":"climate","name":"Climate","kind":"theme","relation":"works-with"},\
        {"slug":"mental-health","name":"Mental health","kind":"theme",\
        "relation":"works-with"}],\
        "links":{"self":"/members/asker","topics":"/members/asker/topics","county":"/members/viken"}}

        """)
    let bare = try service.ask("GET", "/members/viken").json
    #expect(bare.names == ["slug", "kind", "name", "shortName", "summary", "topics", "links"])
    #expect(try service.ask("GET", "/members/oslomet").json["image"]?["credit"]?.string == "A Photographer")
    // Innlandet is a county of the directory, but not a member, so there is no record to link to.
    #expect(try service.ask("GET", "/members/elverum").json["links"]?.names == ["self", "topics"])
  }

  @Test("a topic has its broader topic, its member count and references to its members")
  func topic() throws {
    let answer = try Service().ask("GET", "/topics/mental-health")
    #expect(
      answer.text == """
        {"slug":"mental-health","name":"Mental health","kind":"theme","summary":"About mental-health.",\
        "broader":{"slug":"public-health","name":"Public health","kind":"theme"},"memberCount":1,\
        "links":{"self":"/topics/mental-health","members":"/topics/mental-health/members",\
        "broader":"/topics/public-health"},\
        "members":[{"slug":"asker","name":"Municipality of Asker","shortName":"Asker",\
        "kind":"municipality","relation":"works-with"}]}

        """)
  }

  @Test("contacts, offices and the organisation have their fields")
  func small() throws {
    let service = try Service()
    #expect(
      try service.ask("GET", "/contacts/kari-nordmann").text == """
        {"id":"kari-nordmann","name":"Kari Nordmann","role":"Director",\
        "telephone":{"e164":"+4700000000","printed":"+47 00 00 00 00"},"emailProtected":true,\
        "office":{"id":"brussels","name":"Brussels office"},\
        "links":{"self":"/contacts/kari-nordmann","office":"/offices/brussels"}}

        """)
    #expect(
      try service.ask("GET", "/contacts/ola-nordmann").json.names
        == ["id", "name", "role", "emailProtected", "links"])
    #expect(
      try service.ask("GET", "/offices/oslo").json.names
        == ["id", "name", "street", "postcode", "city", "country", "host", "links"])
    #expect(
      try service.ask("GET", "/organisation").json.names
        == ["name", "region", "summary", "copyrightYear", "links"])
  }

  @Test("a list has items, total and next", arguments: ["/members", "/topics", "/contacts", "/offices"])
  func list(path: String) throws {
    let json = try Service().ask("GET", path).json
    #expect(json.names == ["items", "total", "next"])
    #expect(json["next"] == .null)
    #expect(json["total"] == .integer(json["items"]?.items.count ?? -1))
  }

  @Test(
    "filters select exactly the items that they name",
    arguments: [
      ("/members?kind=municipality", ["asker", "baerum", "elverum"]),
      ("/members?county=viken", ["asker", "baerum"]),
      ("/members?topic=climate", ["asker", "baerum", "oslomet"]),
      ("/members?topic=climate&county=viken&kind=municipality", ["asker", "baerum"]),
      ("/members?topic=public-health", []),
      ("/topics?kind=programme", ["erasmus-plus"]),
      ("/topics/climate/members", ["asker", "baerum", "oslomet"]),
      ("/members/oslomet/topics", ["climate", "erasmus-plus"]),
    ])
  func filters(target: String, slugs: [String]) throws {
    let json = try Service().ask("GET", target).json
    #expect(json["items"]?.items.compactMap { $0["slug"]?.string } == slugs)
    #expect(json["total"] == .integer(slugs.count))
  }

  @Test(
    "a client that follows next finds every item once",
    arguments: [
      ("/members", 2), ("/members", 1), ("/members?topic=climate", 2), ("/topics", 3), ("/contacts", 1),
      ("/offices", 1), ("/topics/climate/members", 1), ("/members/asker/topics", 1),
    ])
  func pages(target: String, limit: Int) throws {
    let service = try Service()
    let whole = try service.ask("GET", target).json
    let first = target + (target.contains("?") ? "&" : "?") + "limit=\(limit)"
    var next: String? = first
    var items: [JSONValue] = []
    while let page = next, items.count < 100 {
      let answer = try service.ask("GET", page)
      let json = try answer.json
      items += json["items"]?.items ?? []
      #expect(json["total"] == whole["total"])
      // The body has the cursor, and the Link field the whole target (RFC 8288).
      next = answer.link("next")
      #expect((next == nil) == (json["next"] == .null))
      if let next { #expect(next.hasSuffix("cursor=" + (json["next"]?.string ?? "none"))) }
    }
    #expect(items == whole["items"]?.items)
  }

  @Test(
    "a cursor of another list is refused",
    arguments: [
      "/topics", "/members?kind=county", "/members/asker/topics", "/contacts",
    ])
  func foreignCursor(target: String) throws {
    let service = try Service()
    let cursor = try #require(try service.ask("GET", "/members?limit=1").json["next"]?.string)
    let answer = try service.ask("GET", target + (target.contains("?") ? "&" : "?") + "cursor=" + cursor)
    #expect(answer.status == 400)
    #expect(try answer.code == "invalid-cursor")
  }

  @Test("a page of a member's topics continues after the last one sent, even if topics have been removed")
  func topicsThatGo() throws {
    let service = try Service()
    let cursor = try #require(try service.ask("GET", "/members/oslomet/topics?limit=1").json["next"]?.string)
    let target = "/members/oslomet/topics?cursor=" + cursor
    #expect(try service.ask("GET", target).json["items"]?.items.first?["slug"]?.string == "erasmus-plus")
    try service.correct("oslomet") { $0.topics.removeAll() }
    #expect(try service.ask("GET", target).json["items"]?.items == [])
  }

  @Test(
    "the help is text for curl, JSON for programs and a page for browsers",
    arguments: [
      ("Accept: */*", "curl/8.5.0", "text/plain; charset=utf-8"),
      ("Accept: application/json", "curl/8.5.0", "application/json"),
      ("Accept: text/plain", "Mozilla/5.0", "text/plain; charset=utf-8"),
      ("Accept: text/html,application/xhtml+xml,*/*;q=0.8", "Mozilla/5.0", "text/html; charset=utf-8"),
      ("Sec-Fetch-Mode: navigate", "Mozilla/5.0", "text/html; charset=utf-8"),
      ("Sec-Fetch-Mode: cors", "Mozilla/5.0", "application/json"),
      ("Accept: text/html", "curl/8.5.0", "text/html; charset=utf-8"),
      ("Accept: text/html, image/gif, *; q=.2, */*; q=.2", "Java/1.8", "application/json"),
      ("Accept: */*", "python-requests/2.31", "application/json"),
      ("X-Nothing: 1", "curl/8.5.0", "text/plain; charset=utf-8"),
      ("X-Nothing: 1", "a", "application/json"),
    ])
  func help(accept: String, agent: String, type: String) throws {
    let service = try Service()
    for _ in 0..<2 {
      let answer = try service.ask("GET", "/", accept, "User-Agent: \(agent)")
      #expect(answer["Content-Type"] == type)
      #expect(answer["Vary"] == "Accept, Accept-Encoding, User-Agent, Sec-Fetch-Mode")
      if type.hasPrefix("text/html") {
        #expect(answer.text.contains("<a href=\"/docs\">") && answer["Content-Security-Policy"] != nil)
        continue
      }
      #expect(answer.text.contains("/members/{slug}/topics"))
      #expect(answer.text.contains("1.2.3"))
    }
  }
}
