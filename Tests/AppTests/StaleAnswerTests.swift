import Directory
import TestSupport
import Testing

@testable import App

/// Compares the answers of a server with caches with those of one without, on the same database, while both
/// are edited. `Scripts/proofs stale` does the same for longer and with more kinds of edits.
@Suite("No answer is out of date")
struct StaleAnswerTests {
  @Test("through random edits of all types of records, on two loops", arguments: [1, 2, 3])
  func random(seed: UInt64) throws {
    var pair = try ServerPair(seed: seed)
    for _ in 0..<60 {
      let edit = pair.edit()
      for _ in 0..<20 {
        let difference = try pair.difference()
        #expect(difference == nil, "seed \(seed), after \(edit)")
        if difference != nil { return }
      }
    }
    #expect(pair.edits > 30)
  }
}

/// Two servers on one database. The first has two loops and a cache, and is edited; the second has no cache.
private struct ServerPair {
  private let cached: RunningDirectory
  private let fresh: RunningDirectory
  private let staff: Staff
  private let elsewhere: Staff
  private let clients: [RawClient]
  private let freshClient: RawClient
  private var random: SeededGenerator
  private var number = 0
  /// The edits that were not refused.
  private(set) var edits = 0

  init(seed: UInt64) throws {
    cached = try RunningDirectory(["http.origin": "http://directory.test"])
    fresh = try RunningDirectory(
      ["http.origin": "http://directory.test", "http.cacheBytes": "0"], in: cached.folder)
    staff = try Staff(cached, role: "admin")
    elsewhere = try Staff(fresh, token: staff.token)
    let directory = cached
    clients = try (0..<4).map { _ in try directory.client() }
    freshClient = try fresh.client()
    random = SeededGenerator(seed: seed)
    for (list, _, record) in Sample.all {
      guard try staff.send("POST", list, record).status == 201 else { throw Refused(list: list) }
    }
    let languages = #"{"languages":["nb","nn","en"]}"#
    _ = try staff.send(
      "PATCH", "/organisation", languages, type: "application/merge-patch+json", "If-Match: *")
  }

  struct Refused: Error { let list: String }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int(random.next() % UInt64(elements.count))]
  }

  private static let patches: [(String, [String])] = [
    ("/members/horten", [#""summary":"#, #""shortName":"#, #""name":"#, #""about":"#]),
    ("/members/asker", [#""summary":"#, #""focusAreas":["a"],"summary":"#, #""shortName":"#]),
    ("/members/oslo", [#""summary":"#, #""translations":{"en":{"summary":"x"}},"summary":"#]),
    ("/topics/climate", [#""summary":"#, #""name":"#]), ("/topics/tides", [#""summary":"#, #""name":"#]),
    ("/contacts/kari-nordmann", [#""role":"#, #""name":"#]), ("/offices/bergen", [#""city":"#, #""name":"#]),
    ("/counties/agder", [#""name":"#]), ("/member-kinds/choir", [#""name":"#]),
    ("/organisation", [#""name":"#]),
  ]

  private static let others: [(String, String)] = [
    ("/members/horten", #"{"topics":["tides","climate"]}"#), ("/members/horten", #"{"topics":[]}"#),
    ("/members/horten", #"{"left":"2024-01-01"}"#), ("/members/horten", #"{"left":null}"#),
    ("/members/horten", #"{"county":"agder"}"#), ("/members/horten", #"{"kind":"choir"}"#),
    ("/members/horten", #"{"kind":"municipality"}"#), ("/members/asker", #"{"population":{"value":5}}"#),
    ("/topics/tides", #"{"broader":null}"#), ("/topics/tides", #"{"broader":"climate"}"#),
    ("/contacts/kari-nordmann", #"{"member":"horten"}"#), ("/contacts/kari-nordmann", #"{"status":"draft"}"#),
    ("/contacts/kari-nordmann", #"{"status":"published"}"#), ("/offices/bergen", #"{"member":"asker"}"#),
    ("/members/horten", #"{"status":"draft"}"#), ("/members/horten", #"{"status":"published"}"#),
    ("/members/asker", #"{"translations":{"nn":{"name":"Askjer"}}}"#),
    ("/topics/climate", #"{"translations":{"nn":{"summary":"Veret"}}}"#),
  ]

  /// Makes one edit, which may be refused, and returns it as text.
  mutating func edit() -> String {
    number += 1
    let isElsewhere = random.next() % 8 == 0
    let (path, patch): (String, String)
    if random.next() % 3 == 0 {
      (path, patch) = pick(Self.others)
    } else {
      let (record, starts) = pick(Self.patches)
      (path, patch) = (record, "{" + pick(starts) + #""Word\#(number)"}"#)
    }
    let answer = try? (isElsewhere ? elsewhere : staff).send(
      "PATCH", path, patch, type: "application/merge-patch+json", "If-Match: *")
    if answer?.status == 200 { edits += 1 }
    // A reader of the first server sees the commit of the other one. Nothing has asked this before.
    if isElsewhere { _ = try? cached.get("/search?q=unasked\(number)") }
    return "\(answer?.status ?? 0) \(path) \(patch) \(isElsewhere ? "through the second server" : "")"
  }

  private static let targets = [
    "/members", "/members?sort=-population", "/members?topic=tides", "/members?topic=under.climate",
    "/members?county=agder&facets=kind,topic", "/members?q=word1", "/members?kind=choir", "/members?lang=nn",
    "/members.csv", "/members.vcf", "/members.jsonld", "/members/horten", "/members/horten.txt",
    "/members/horten?lang=nn", "/members/asker", "/members/asker?include=county,topics",
    "/members/oslo.jsonld",
    "/members/horten/contacts", "/members/asker/offices", "/topics", "/topics?sort=-memberCount",
    "/topics/climate",
    "/topics/climate?lang=nn", "/topics/tides", "/topics/tides/members", "/contacts", "/contacts.vcf",
    "/contacts/kari-nordmann", "/offices", "/offices/bergen?include=contacts", "/counties/agder", "/areas",
    "/member-kinds", "/organisation", "/former-slugs", "/changes", "/changes.atom", "/snapshot",
    "/openapi.json",
    "/", "/search?q=horten", "/match?topic=tides", "/match?with=asker", "/import/template.csv",
    "/en/", "/en/members", "/nn/members/horten", "/en/members/asker", "/en/topics", "/nb/topics/climate",
    "/en/contacts", "/en/changes", "/en/areas", "/en/areas/agder", "/en/about", "/en/search?q=word",
    "/en/booklet",
    "/en/embed", "/en/formats", "/embed/members?lang=nb", "/sitemap/1.xml",
  ]

  /// Asks both servers one question. Returns how the answers differ, or nil.
  mutating func difference() throws -> String? {
    let target = pick(Self.targets)
    let coding = pick(["Accept-Encoding: gzip", "Accept-Encoding: identity"])
    let method = pick(["GET", "GET", "GET", "HEAD"])
    let one = try Self.ask(pick(clients), method, target, coding)
    let other = try Self.ask(freshClient, method, target, coding)
    return one == other ? nil : "\(method) \(target) \(coding)"
  }

  private static func ask(
    _ client: RawClient, _ method: String, _ target: String, _ field: String
  ) throws -> Answer {
    client.send(RunningDirectory.request(method, target, [field]))
    let answer = try #require(try client.readResponse(toHead: method == "HEAD"), "\(target)")
    // The tag of an answer that is streamed belongs to one process.
    let tag = answer.field("etag").flatMap { $0.hasPrefix("W/") ? nil : $0 }
    return Answer(
      status: answer.status, tag: tag, length: answer.field("content-length"), link: answer.field("link"),
      content: answer.content)
  }

  private struct Answer: Equatable {
    let status: Int
    let tag, length, link: String?
    let content: [UInt8]
  }
}
