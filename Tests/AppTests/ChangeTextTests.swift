import Directory
import TestSupport
import Testing

@testable import App

@Suite("An entry of the feed of changes")
struct ChangeTextTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory(["http.origin": "https://directory.example"])
    staff = try Staff(directory, role: "admin", name: "Quendolyn")
  }

  private func patch(_ path: String, _ patch: String) throws {
    let answer = try staff.send(
      "PATCH", path, patch, type: "application/json", try staff.ifMatch(path))
    try #require(answer.status == 200, "\(answer.text)")
  }

  private func feed() throws -> String {
    let answer = try directory.get("/changes.atom")
    #expect(!answer.text.contains("Quendolyn"))
    return answer.text
  }

  /// Returns the title and the content of the newest entry, without the escapes of XML.
  private func newest() throws -> (title: String, content: String) {
    let entry = try #require(try feed().split(separator: "<entry>").dropFirst().first)
    let title = entry.split(separator: "<title>").last?.split(separator: "</title>").first ?? ""
    let content = entry.split(separator: "<content type=\"html\">").dropFirst().first?
      .split(separator: "</content>").first
    let unescaped = [String(title), content.map(String.init) ?? ""].map {
      $0.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&amp;", with: "&")
    }
    return (unescaped[0], unescaped[1])
  }

  @Test(
    "says which fields have changed, with values that are short",
    arguments: [
      (
        "/members/elverum", #"{"shortName":"Elverum by","joined":"2020-01-02"}"#,
        "Elverum by: short name and joined changed",
        "<ul><li>short name: “Elverum” → “Elverum by”</li><li>joined: “2020-01-02”</li></ul>"
      ),
      (
        "/members/oslo", #"{"topics":["climate","european-cooperation"],"summary":"Short."}"#,
        "Oslo: summary and topics changed",
        "<ul><li>summary: now “Short.”</li><li>topics: added climate; removed bilateral-cooperation, "
          + "eu-and-eea-projects, international-networks</li></ul>"
      ),
      (
        "/members/loten",
        #"{"topics":["climate","munchs-northern-route","energy",{"slug":"tourism","relation":"local"}]}"#,
        "Løten: topics changed", "<ul><li>topics: added tourism (local); removed tourism</li></ul>"
      ),
      (
        "/members/baerum", #"{"population":{"value":123000,"approximate":true}}"#,
        "Bærum: population changed",
        "<ul><li>population value: 122000 → 123000</li></ul>"
      ),
      (
        "/members/baerum", #"{"population":null}"#, "Bærum: population changed",
        "<ul><li>population: value 122000, approximate yes removed</li></ul>"
      ),
      (
        "/members/asker",
        #"{"focusAreas":["B","A"],"image":{"credit":"Me"},"joined":"2020-01-01","left":"2024-01-01"}"#,
        "Asker: joined, left, focus areas and image changed",
        "<ul><li>joined: “2021-01-01” → “2020-01-01”</li><li>left: “2024-01-01”</li><li>focus areas: added B, A</li>"
          + "<li>image: credit “Me”</li></ul>"
      ),
      (
        "/organisation", #"{"name":"A","region":"B","summary":"C","copyrightYear":2030,"shortName":"D"}"#,
        "D: name, region, summary and 2 other fields changed", ""
      ),
    ])
  func updates(path: String, patch: String, title: String, content: String) throws {
    try self.patch(path, patch)
    let entry = try newest()
    #expect(entry.title == title)
    #expect(content.isEmpty || entry.content == content, "\(entry.content)")
    #expect(try feed().contains(#"<link rel="alternate" href="https://directory.example\#(path)"/>"#))
  }

  @Test("is escaped: once as XML, and values in the HTML once more")
  func escapes() throws {
    try patch("/topics/climate", #"{"name":"<b>\"R&D\"</b>\uffff"}"#)
    let text = try feed()
    #expect(text.contains("<title>&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;: name changed</title>"))
    #expect(
      text.contains("→ “&amp;lt;b&amp;gt;&amp;quot;R&amp;amp;D&amp;quot;&amp;lt;/b&amp;gt;”&lt;/li&gt;"))
    #expect(!text.contains("\u{ffff}"))
  }

  @Test("shows nothing of drafts, and says when a record becomes public or isn't any more")
  func drafts() throws {
    let draft = String(Sample.topic.dropLast()) + #","status":"draft"}"#
    _ = try staff.send("POST", "/topics", draft)
    try patch("/topics/tides", #"{"name":"Secret name","summary":"A secret."}"#)
    #expect(try !feed().contains("ecret") && !feed().contains("ides"))
    try patch("/topics/tides", #"{"name":"Public tides","status":"published"}"#)
    #expect(try newest() == ("Public tides: topic added", ""))
    try patch("/topics/tides", #"{"name":"Secret again","status":"draft"}"#)
    #expect(try newest() == ("Public tides: topic removed", ""))
    try patch("/topics/tides", #"{"status":"published"}"#)
    _ = try staff.send(
      "DELETE", "/topics/tides", "", type: "application/json", try staff.ifMatch("/topics/tides"))
    #expect(try newest() == ("Secret again: topic removed", ""))
  }

  @Test("shows no values of contacts, no change of a protected address, and no name of one that isn't public")
  func contacts() throws {
    _ = try staff.send("POST", "/contacts", Sample.contact)
    let path = "/contacts/kari-nordmann"
    try patch(path, #"{"email":"hidden@example.org"}"#)
    #expect(try newest() == ("Kari Nordmann: contact added", ""))
    try patch(path, #"{"emailProtected":false,"role":"Xylographer"}"#)
    let shown = "<ul><li>role</li><li>email protected</li><li>email</li></ul>"
    #expect(try newest() == ("Kari Nordmann: role, email protected and email changed", shown))
    try patch(path, #"{"emailProtected":true,"name":"Kari Hansen"}"#)
    #expect(try newest().title == "Kari Hansen: name, email and email protected changed")
    let before = try feed()
    #expect(
      !before.contains("example.org") && !before.contains("Xylographer") && !before.contains("Nordmann"))
    _ = try staff.send("DELETE", path, "", type: "application/json", try staff.ifMatch(path))
    #expect(try newest() == ("kari-nordmann: contact removed", ""))
    #expect(try !feed().contains("Hansen"))
    _ = try MemberDirectory.eraseContact(try Staff.settings(of: directory), id: "kari-nordmann")
    let after = try feed()
    #expect(after.contains("<title>kari-nordmann: contact removed</title>") && !after.contains("Kari"))
  }

  @Test("has an address that begins with the host of the request if no origin is set")
  func host() throws {
    let other = try RunningDirectory()
    _ = try Staff(other).send("POST", "/counties", Sample.county)
    let text = try other.get("/changes.atom").text
    #expect(text.contains(#"<link rel="alternate" href="http://directory.test/counties/agder"/>"#))
  }
}
