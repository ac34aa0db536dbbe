import TestSupport
import Testing

@Suite("A browser that opens an address of the API")
struct SiteNavigationTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  private static let accept = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

  @Test(
    "gets the page about the same thing, with its filters",
    arguments: [
      ("/", "/en/"), ("/members", "/en/members"), ("/members?topic=climate", "/en/members?topic=climate"),
      ("/members/asker", "/en/members/asker"), ("/topics/climate/members", "/en/topics/climate"),
      ("/members/asker/topics", "/en/members/asker"), ("/counties/viken", "/en/areas/viken"),
      ("/search?q=%C3%B8l", "/en/search?q=%C3%B8l"), ("/organisation", "/en/"),
      ("/members?topic=climate&topic=education", "/en/members?topic=climate&topic=education&all=topic"),
    ])
  func pages(path: String, location: String) throws {
    for fields in [["Sec-Fetch-Mode: navigate"], [Self.accept]] {
      let answer = try directory.ask("GET", path, fields)
      #expect(answer.status == 303, "\(path)")
      #expect(answer.field("location") == location)
      #expect(answer.field("vary")?.contains("Accept-Language") == true)
    }
  }

  @Test("gets the page without filters if the address would be too long for a proxy")
  func longQuery() throws {
    let query = "topic=" + String(repeating: "a,", count: 3_000)
    let answer = try directory.get("/members?\(query)", Self.accept)
    #expect(answer.field("location") == "/en/members")
  }

  @Test(
    "gets it in the language that it prefers",
    arguments: [
      ("nb-NO,nb;q=0.9,en;q=0.5", "nb"), ("nn", "nn"), ("no", "nb"), ("de,nn;q=0.4,en;q=0.2", "nn"),
      ("de", "en"),
      ("en-GB", "en"), ("", "en"), ("nbx", "en"), ("nb;q=0", "en"),
    ])
  func languages(header: String, language: String) throws {
    let answer = try directory.get("/members", Self.accept, "Accept-Language: \(header)")
    #expect(answer.field("location") == "/\(language)/members")
  }

  @Test(
    "gets what every client gets where there is no page",
    arguments: [
      "/members.json", "/members.csv", "/openapi.json", "/docs", "/health/live", "/match?topic=climate",
    ])
  func others(path: String) throws {
    let plain = try directory.get(path, "Accept: */*")
    let browser = try directory.get(path, "Sec-Fetch-Mode: navigate", "Accept: */*")
    #expect(browser.status == plain.status)
    #expect(browser.field("content-type") == plain.field("content-type"))
  }

  @Test(
    "is told apart from programs",
    arguments: [
      [], ["Accept: */*"], ["Accept: application/json"],
      ["Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"],
      ["Sec-Fetch-Mode: cors", accept],
    ])
  func programs(fields: [String]) throws {
    #expect(try directory.ask("GET", "/members", fields).status == 200)
  }
}
