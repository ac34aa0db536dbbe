import Directory
import TestSupport
import Testing

@testable import App

@Suite("The history of all records")
struct ActivityTests {
  let directory: RunningDirectory
  let staff: Staff
  let other: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
    other = try Staff(directory, name: "Ola")
  }

  private func patch(_ staff: Staff, _ target: String, _ content: String) throws {
    let answer = try staff.send(
      "PATCH", target, content, type: "application/json", try staff.ifMatch(target))
    #expect(answer.status == 200, "\(answer.text)")
  }

  private func write() throws {
    try patch(staff, "/members/oslo", #"{"summary":"One."}"#)
    try patch(other, "/members/asker", #"{"summary":"Two."}"#)
    try patch(staff, "/topics/climate", #"{"summary":"Three."}"#)
    let answer = try other.send("DELETE", "/members/baerum", "", try other.ifMatch("/members/baerum"))
    #expect(answer.status == 204, "\(answer.text)")
  }

  private func slugs(_ query: String) throws -> [String] {
    let answer = try staff.get("/activity?\(query)")
    #expect(answer.status == 200, "\(answer.text)")
    return try answer.json.slugs
  }

  @Test("has every write with its record, newest first, without the states of before")
  func all() throws {
    try write()
    let items = try staff.get("/activity").json["items"]?.items ?? []
    #expect(items.map { $0["slug"]?.string } == ["baerum", "climate", "asker", "oslo"])
    #expect(items.map { $0["action"]?.string } == ["deleted", "updated", "updated", "updated"])
    #expect(items.map { $0["author"]?.string } == ["Ola", "Kari", "Ola", "Kari"])
    #expect(items.allSatisfy { $0["name"]?.string?.isEmpty == false && $0["at"]?.string != nil })
    #expect(items[3]["changes"]?.items.first?["new"]?.string == "One.")
    let own = try #require(items[3]["links"]?["self"]?.string)
    #expect(try staff.get(own).json["record"]?["summary"]?.string == "One.")
  }

  @Test(
    "is filtered by author, type, action, record, import and day",
    arguments: [
      ("author=Ola", ["baerum", "asker"]), ("author=ola", []), ("type=topic", ["climate"]),
      ("action=deleted", ["baerum"]), ("action=created", []), ("slug=oslo", ["oslo"]),
      ("slug=oslo&type=member", ["oslo"]), ("slug=oslo&type=topic", []), ("author=Ola&type=topic", []),
      ("author=Ola&action=updated", ["asker"]), ("type=member&action=updated", ["asker", "oslo"]),
      ("from=2020-01-01", ["baerum", "climate", "asker", "oslo"]), ("to=2020-01-01", []),
      ("from=2020-01-01&to=9999-12-31&author=Kari", ["climate", "oslo"]), ("from=9999-12-31", []),
      ("import=1", []), ("import=999999999", []), ("slug=oslo&import=1", []),
      ("author=%27%20OR%201%3D1", []), ("slug=%25", []),
    ])
  func filters(query: String, found: [String]) throws {
    try write()
    #expect(try slugs(query) == found)
  }

  @Test(
    "each page has the cursor of the next, with any filter", arguments: ["", "&type=member", "&slug=oslo"])
  func paging(filter: String) throws {
    for number in 0..<5 { try patch(staff, "/members/oslo", #"{"summary":"State \#(number)."}"#) }
    var ids: [JSONValue] = []
    var next: String? = ""
    while let cursor = next, ids.count < 20 {
      let before = cursor.isEmpty ? "" : "&before=\(cursor)"
      let page = try staff.get("/activity?limit=2\(filter)\(before)").json
      ids += page["items"]?.items.compactMap { $0["id"] } ?? []
      next = page["next"]?.string
    }
    #expect(ids.count == 5 && Set(ids.map { "\($0)" }).count == 5)
  }

  @Test(
    "wrong parameters are refused",
    arguments: [
      "type=x", "action=original", "from=2026-02-30", "from=2026-05", "to=x", "import=-1", "import=x",
      "before=x", "before=99999999999999999999", "limit=0", "limit=1001", "from=2026-05-02&to=2026-05-01",
      "sort=name", "author=a&author=b",
    ])
  func refused(query: String) throws {
    #expect(try staff.get("/activity?\(query)").status == 400)
  }

  @Test("large numbers find nothing", arguments: ["before=0", "import=9223372036854775807", "before=1"])
  func bounds(query: String) throws {
    try patch(staff, "/members/oslo", #"{"summary":"One."}"#)
    #expect(try slugs(query) == [])
    #expect(try slugs("before=9223372036854775807") == ["oslo"])
  }

  @Test("deleted records are listed until they are restored, with the link that restores them")
  func deleted() throws {
    try write()
    let items = try staff.get("/deleted").json["items"]?.items ?? []
    #expect(items.map { $0["slug"]?.string } == ["baerum"])
    #expect(items.first?["name"]?.string == "Municipality of Bærum")
    #expect(items.first?["author"]?.string == "Ola")
    #expect(try staff.get("/deleted?type=topic").json.slugs == [])
    #expect(try staff.get("/deleted?type=member&limit=1").json.slugs == ["baerum"])
    let restore = try #require(items.first?["links"]?["restore"]?.string)
    #expect(try other.send("POST", restore).status == 201)
    #expect(try staff.get("/deleted").json.slugs == [])
    #expect(try directory.get("/members/baerum").status == 200)
  }

  @Test("an erased contact is in neither list")
  func erased() throws {
    _ = try staff.send("POST", "/contacts", Sample.contact)
    let target = "/contacts/kari-nordmann"
    _ = try staff.send("DELETE", target, "", try staff.ifMatch(target))
    #expect(try staff.get("/deleted").json.slugs == ["kari-nordmann"])
    _ = try MemberDirectory.eraseContact(try Staff.settings(of: directory), id: "kari-nordmann")
    for path in ["/deleted", "/activity"] {
      let answer = try staff.get(path)
      #expect(try answer.json.slugs == [] && !answer.text.contains("Nordmann"), "\(answer.text)")
    }
  }

  @Test("one revision has the record after it, its changes, and what has changed since")
  func revision() throws {
    try patch(staff, "/members/oslo", #"{"summary":"One."}"#)
    try patch(other, "/members/oslo", #"{"summary":"Two.","joined":"2003-01-01"}"#)
    let one = try staff.get("/members/oslo/revisions/2").json
    #expect(one["record"]?["summary"]?.string == "One." && one["record"]?["status"]?.string == "published")
    #expect(one["author"]?.string == "Kari" && one["slug"]?.string == "oslo")
    #expect(one["changes"]?.items.map { $0["pointer"]?.string } == ["/summary"])
    #expect(one["changesSince"]?.items.map { $0["pointer"]?.string } == ["/summary", "/joined"])
    let newest = try staff.get("/members/oslo/revisions/3").json
    #expect(newest["changesSince"]?.items.isEmpty == true)
    let original = try staff.get("/members/oslo/revisions/1").json
    #expect(original["action"]?.string == "original" && original["changes"]?.items.isEmpty == true)
    for wrong in ["4", "0", "-1", "x", "9223372036854775807", "99999999999999999999"] {
      let answer = try staff.get("/members/oslo/revisions/\(wrong)")
      #expect(answer.status == 404, "\(wrong)")
    }
    // The revision of another record.
    #expect(try staff.get("/members/asker/revisions/2").status == 404)
  }

  @Test("the revision of a deletion has no record, and that of a county is at both of its paths")
  func otherRevisions() throws {
    try write()
    let deletion = try #require(try staff.get("/deleted").json["items"]?.items.first)
    let revisions = try #require(deletion["links"]?["revisions"]?.string)
    let id = try #require(try staff.get(revisions).json["items"]?.items.first?["id"])
    guard case .integer(let number) = id else { throw TestFailure() }
    let one = try staff.get("\(revisions)/\(number)").json
    #expect(one["record"] == .null && one["action"]?.string == "deleted")
    #expect(one["changesSince"]?.items.isEmpty == true)
    try patch(staff, "/counties/innlandet", #"{"shortName":"Inn"}"#)
    let county = try staff.get("/activity?type=county").json["items"]?.items.first
    guard case .integer(let revision)? = county?["id"] else { throw TestFailure() }
    for path in ["/counties", "/areas"] {
      #expect(
        try staff.get("\(path)/innlandet/revisions/\(revision)").json["record"]?["shortName"]?.string == "Inn"
      )
    }
  }

  private struct TestFailure: Error {}

  @Test(
    "is for staff only, and no cache may keep it",
    arguments: [
      "/activity", "/deleted", "/imports", "/overview", "/records?q=oslo", "/duplicates?name=Oslo",
      "/backups",
      "/backups/x", "/members/oslo/revisions/1",
    ])
  func staffOnly(target: String) throws {
    try patch(staff, "/members/oslo", #"{"summary":"One."}"#)
    for _ in 0..<2 {
      #expect(try directory.get(target).status == 401)
      let answer = try staff.get(target)
      #expect(answer.status != 401)
      if answer.status == 200 { #expect(answer.field("cache-control")?.contains("no-store") == true) }
    }
    #expect(try directory.get(target).status == 401)
  }
}
