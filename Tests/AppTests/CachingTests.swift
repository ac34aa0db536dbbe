import Directory
import TestSupport
import Testing

@Suite("What caches may do with answers")
struct CachingTests {
  static let cases: [([String: String], String)] = [
    ([:], "public, no-cache"),
    (["caching.staleWhileRevalidateSeconds": "60"], "public, no-cache"),
    (["caching.maxAgeSeconds": "30"], "public, max-age=30"),
    (["caching.sharedMaxAgeSeconds": "600"], "public, max-age=0, s-maxage=600"),
    (
      [
        "caching.maxAgeSeconds": "30", "caching.sharedMaxAgeSeconds": "600",
        "caching.staleWhileRevalidateSeconds": "60",
      ], "public, max-age=30, s-maxage=600, stale-while-revalidate=60"
    ),
  ]

  @Test("is set for public answers, their 304 and the snapshot, and for nothing else", arguments: cases)
  func control(settings: [String: String], expected: String) throws {
    let directory = try RunningDirectory(settings)
    for target in ["/members", "/members/oslo.csv", "/members.ndjson", "/docs", "/snapshot"] {
      let answer = try directory.get(target)
      #expect(answer.field("cache-control") == expected, "\(target)")
      let again = try directory.get(target, "If-None-Match: \(try #require(answer.field("etag")))")
      #expect(again.status == 304 && again.field("cache-control") == expected, "\(target)")
    }
    // A new token is a commit, after which the tag of a stream is another one.
    let staff = try Staff(directory)
    #expect(try staff.get("/members").field("cache-control") == "private, no-store")
    for target in ["/health/live", "/members/nobody"] {
      #expect(try directory.get(target).field("cache-control") == "no-store", "\(target)")
    }
  }

  @Test(
    "includes tags if a field for them is set",
    arguments: [
      ("Cache-Tag", "directory,member-oslo,areas,fields,counties,topics"),
      ("Surrogate-Key", "directory member-oslo areas fields counties topics"),
      ("xkey", "directory member-oslo areas fields counties topics"),
    ])
  func tagField(name: String, expected: String) throws {
    let directory = try RunningDirectory(["caching.tagField": name])
    let staff = try Staff(directory)
    #expect(try directory.get("/members/oslo").field(name.lowercased()) == expected)
    #expect(try directory.get("/docs").field(name.lowercased()) == "directory")
    #expect(try RunningDirectory().get("/members/oslo").field(name.lowercased()) == nil)
    #expect(try staff.get("/members/oslo").field(name.lowercased()) == nil)
  }

  private static let targets = [
    "/", "/members", "/members/oslo", "/members/oslo?include=topics,county", "/members/asker",
    "/members/oslo?include=related", "/members/oslo?include=contacts,offices,organisation",
    "/members?include=organisation", "/organisation?include=offices,contacts",
    "/members/innlandet", "/members/oslo/topics", "/topics", "/topics/climate",
    "/topics/climate?include=broader",
    "/topics/sustainability", "/topics/climate/members", "/contacts", "/contacts/gunnar-selvik", "/offices",
    "/offices/oslo", "/counties", "/counties/innlandet", "/organisation", "/search?q=oslo",
    "/match?with=oslo",
    "/snapshot", "/changes", "/members/oslo?include=topics",
    "/members/oslo.jsonld", "/contacts/gunnar-selvik.vcf", "/contacts.vcf", "/offices.jsonld",
    "/topics/climate?include=broader", "/members/oslo.csv", "/members/oslo.vcf", "/organisation.vcf",
    "/members.atom",
  ]

  static let edits = [
    ("/members/oslo", #"{"shortName":"Changed"}"#, "member-oslo", "members"),
    ("/members/innlandet", #"{"name":"Changed"}"#, "member-innlandet", "members"),
    ("/topics/climate", #"{"name":"Changed"}"#, "topic-climate", "topics"),
    ("/topics/sustainability", #"{"name":"Changed"}"#, "topic-sustainability", "topics"),
    ("/contacts/gunnar-selvik", #"{"name":"Changed"}"#, "contact-gunnar-selvik", "contacts"),
    ("/offices/oslo", #"{"name":"Changed"}"#, "office-oslo", "offices"),
    ("/counties/innlandet", #"{"name":"Changed"}"#, "county-innlandet", "counties"),
    ("/organisation", #"{"name":"Changed"}"#, "organisation", "organisation"),
  ]

  @Test(
    "has a tag of the record or its type wherever an edit of the record changes the answer", arguments: edits)
  func tags(target: String, patch: String, record: String, type: String) throws {
    let directory = try RunningDirectory(["caching.tagField": "xkey"])
    let admin = try Staff(directory, role: "admin")
    let before = try Self.targets.map { try directory.get($0) }
    try #require(
      try admin.send("PATCH", target, patch, type: "application/merge-patch+json", "If-Match: *").status
        == 200)
    var changed = 0
    for (target, old) in zip(Self.targets, before) {
      let new = try directory.get(target)
      guard new.content != old.content || new.status != old.status else { continue }
      changed += 1
      let tags = (old.field("xkey") ?? "").split(separator: " ").map(String.init)
      #expect(tags.contains(record) || tags.contains(type), "\(target) has \(tags)")
    }
    #expect(changed > 1)
  }
}
