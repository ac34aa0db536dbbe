import Directory
import DirectoryAPI
import Foundation
import TestSupport
import Testing

@testable import App

@Suite("People and their tokens")
struct PeopleTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin", name: "Ada")
  }

  private func add(_ content: String) throws -> RawResponse { try admin.send("POST", "/people", content) }

  /// Adds a person and returns requests with a token of that person.
  private func staff(_ name: String, _ role: String, member: String? = nil) throws -> Staff {
    let more = member.map { #","member":"\#($0)""# } ?? ""
    let id = try #require(
      try add(#"{"name":"\#(name)","role":"\#(role)"\#(more)}"#).json["id"]?.number)
    let made = try admin.send("POST", "/tokens", #"{"person":\#(id),"name":"test"}"#)
    #expect(made.status == 201)
    return try Staff(directory, token: try #require(try made.json["token"]?.string))
  }

  @Test("an admin adds, changes and removes a person")
  func life() throws {
    let added = try add(#"{"name":"Kari","role":"editor","email":"kari@example.org"}"#)
    #expect(added.status == 201 && added.field("location") == "/people/2")
    let json = try added.json
    #expect(json["active"] == .boolean(true) && json["lastSeenAt"] == .null && json["member"] == .null)
    let read = try admin.get("/people/2")
    #expect(read.content == added.content && read.field("etag") == added.field("etag"))
    #expect(read.field("cache-control") == "private, no-store" && read.field("last-modified") == nil)
    #expect(try admin.send("PATCH", "/people/2", #"{"role":"reader"}"#).status == 428)
    let tag = try admin.ifMatch("/people/2")
    let shown = try admin.send("PATCH", "/people/2?dryRun=true", #"{"role":"reader"}"#, tag)
    #expect(try shown.status == 200 && shown.json["role"]?.string == "reader")
    let changed = try admin.send("PATCH", "/people/2", #"{"role":"reader","email":null}"#, tag)
    #expect(changed.status == 200)
    #expect(try changed.json["role"]?.string == "reader" && changed.json["email"] == .null)
    let late = try admin.send("PATCH", "/people/2", #"{"role":"admin"}"#, tag)
    #expect(late.status == 412)
    #expect(try late.json["current"]?["role"]?.string == "reader")
    #expect(try admin.get("/people").json["items"]?.items.map { $0["name"]?.string } == ["Kari", "Ada"])
    #expect(try admin.send("DELETE", "/people/2", "", try admin.ifMatch("/people/2")).status == 204)
    #expect(try admin.get("/people/2").status == 404)
    #expect(try admin.send("DELETE", "/people/2", "", "If-Match: *").status == 404)
  }

  @Test(
    "a wrong person is refused, with the place of each fault",
    arguments: [
      (#"{"role":"editor"}"#, "/name"), (#"{"name":"","role":"editor"}"#, "/name"),
      (#"{"name":" Kari","role":"editor"}"#, "/name"), (#"{"name":"K\na","role":"editor"}"#, "/name"),
      (#"{"name":"Ada","role":"editor"}"#, "/name"), (#"{"name":"Kari","role":"owner"}"#, "/role"),
      (#"{"name":"Kari"}"#, "/role"), (#"{"name":"Kari","role":"proposer"}"#, "/member"),
      (#"{"name":"Kari","role":"proposer","member":"nowhere"}"#, "/member"),
      (#"{"name":"Kari","role":"editor","email":"kari@"}"#, "/email"),
      (#"{"name":"Kari","role":"editor","active":1}"#, "/active"),
      (#"{"name":"Kari","role":"editor","id":1}"#, "/id"), ("[]", ""),
    ])
  func wrong(content: String, pointer: String) throws {
    let answer = try add(content)
    #expect(answer.status == 422)
    #expect(try answer.json["errors"]?.items.contains { $0["pointer"]?.string == pointer } == true)
    #expect(try admin.get("/people").json["items"]?.items.count == 1)
  }

  @Test("others than admins see themselves only, and change nothing")
  func others() throws {
    let editor = try staff("Kari", "editor")
    #expect(try editor.get("/people").json["items"]?.items.map { $0["name"]?.string } == ["Kari"])
    #expect(try editor.get("/people/2").status == 200)
    #expect(try editor.get("/people/1").status == 404 && editor.get("/people/99").status == 404)
    #expect(try editor.get("/people/1/export").status == 404)
    #expect(try editor.get("/tokens?person=1").status == 404)
    #expect(try editor.get("/tokens").json["items"]?.items.count == 1)
    #expect(try editor.send("DELETE", "/tokens/1").status == 404)
    for (method, target, content) in [
      ("POST", "/people", #"{"name":"Eve","role":"admin"}"#), ("PATCH", "/people/2", #"{"role":"admin"}"#),
      ("DELETE", "/people/1", ""), ("POST", "/tokens", #"{"person":1}"#),
    ] {
      #expect(try editor.send(method, target, content, "If-Match: *").status == 403)
    }
    #expect(try editor.send("DELETE", "/tokens/2").status == 204)
    #expect(try editor.get("/people").status == 401)
  }

  @Test("the last active admin can't be removed or get another role")
  func lastAdmin() throws {
    let tag = try admin.ifMatch("/people/1")
    for content in [#"{"role":"editor"}"#, #"{"active":false}"#] {
      let answer = try admin.send("PATCH", "/people/1", content, tag)
      #expect(answer.status == 409)
      #expect(try answer.json["code"]?.string == "last-admin")
    }
    #expect(try admin.send("DELETE", "/people/1", "", tag).status == 409)
    _ = try add(#"{"name":"Ola","role":"admin","active":false}"#)
    #expect(try admin.send("DELETE", "/people/1", "", tag).status == 409)
    _ = try add(#"{"name":"Per","role":"admin"}"#)
    #expect(try admin.send("DELETE", "/people/1", "", tag).status == 204)
    #expect(try admin.get("/people").status == 401)
  }

  @Test("of two admins who remove one another at the same time, one stays")
  func concurrently() throws {
    let other = try staff("Ola", "admin")
    let requests = [(admin, "/people/2"), (other, "/people/1")]
    let clients = try requests.map { _ in try directory.client() }
    for (client, (own, target)) in zip(clients, requests) {
      client.send(own.request("DELETE", target, "", type: "application/json", ["If-Match: *"]))
    }
    let results = try clients.map { try $0.readResponse()?.status ?? 0 }.sorted()
    #expect(results[0] == 204 && [401, 409].contains(results[1]))
    let settings = try Staff.settings(of: directory)
    #expect(try MemberDirectory.personLines(settings).count == 1)
  }

  @Test("a person who is removed or isn't active has no access any more, and history keeps the name")
  func endOfAccess() throws {
    for (number, (method, content)) in [("DELETE", ""), ("PATCH", #"{"active":false}"#)].enumerated() {
      let person = try staff("Kari \(number)", "editor")
      let browser = try Browser(person)
      let topic = Sample.topic.replacing("tides", with: "tides-\(number)")
      #expect(try person.send("POST", "/topics", topic).status == 201)
      let id = try #require(try person.get("/session").json["person"]?["id"]?.number)
      let target = "/people/\(id)"
      #expect([200, 204].contains(try admin.send(method, target, content, try admin.ifMatch(target)).status))
      #expect(try person.get("/members").status == 401)
      #expect(try browser.get("/members").status == 401)
      #expect(try Browser.signIn(directory, person.token).status == 401)
      let revisions = try admin.get("/topics/tides-\(number)/revisions").json["items"]
      #expect(revisions?.items.first?["author"]?.string == "Kari \(number)")
      let tokens = try admin.get("/tokens").json["items"]?.items ?? []
      #expect(tokens.first { $0["owner"]?.string == "Kari \(number)" }?["revokedAt"] != .null)
    }
  }

  @Test("a token may have a lower role than its person, and never more")
  func lowerRole() throws {
    _ = try add(#"{"name":"Kari","role":"editor"}"#)
    #expect(try admin.send("POST", "/tokens", #"{"person":2,"role":"admin"}"#).status == 422)
    let made = try admin.send(
      "POST", "/tokens", #"{"person":2,"role":"reader","name":"laptop","expiresAt":"2127-01-31T00:00:00Z"}"#)
    #expect(made.status == 201)
    #expect(try made.json["expiresAt"]?.string == "2127-01-31T00:00:00Z")
    let reader = try Staff(directory, token: try #require(try made.json["token"]?.string))
    #expect(try reader.get("/drafts").status == 200)
    #expect(try reader.send("POST", "/topics", Sample.topic).status == 403)
    #expect(try reader.get("/session").json["role"]?.string == "reader")
    // A person who gets a lower role has it with each token and session at once.
    let browser = try Browser(try staff("Ola", "admin"))
    let tag = try admin.ifMatch("/people/3")
    #expect(try admin.send("PATCH", "/people/3", #"{"role":"reader"}"#, tag).status == 200)
    #expect(try browser.send("POST", "/topics", Sample.topic).status == 403)
    #expect(try browser.get("/drafts").status == 200)
  }

  @Test(
    "a wrong token is refused",
    arguments: [
      "{}", "[]", #"{"person":"1"}"#, #"{"person":99}"#, #"{"person":1,"role":"owner"}"#,
      #"{"person":1,"name":""}"#, #"{"person":1,"name":"a\nb"}"#, #"{"person":1,"expiresAt":"2020-01-01"}"#,
      #"{"person":1,"expiresAt":"2127-02-30"}"#, #"{"person":1,"expiresAt":"soon"}"#, #"{"person":1,"x":1}"#,
    ])
  func wrongToken(content: String) throws {
    #expect(try admin.send("POST", "/tokens", content).status == 422)
    #expect(try admin.get("/tokens").json["items"]?.items.count == 1)
  }

  @Test("a token that is revoked over HTTP stays revoked if the database is lost")
  func recorded() throws {
    let kept = try TemporaryFolder()
    let directory = try RunningDirectory(["backup.folder": kept.path])
    let admin = try Staff(directory, role: "admin", name: "Ada")
    let kari = try Staff(directory)
    #expect(try admin.send("DELETE", "/tokens/2").status == 204)
    directory.stop()
    let files = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    let file = try #require(files.first { $0.hasSuffix(".withdrawals.json") })
    let digest = TokenSecret.digest(kari.token.utf8).hexadecimal
    #expect(String(decoding: try kept.read(file), as: UTF8.self).contains(digest))
  }

  @Test("no answer but that to its making has the secret of a token")
  func secrets() throws {
    let browser = try Browser(admin)
    for target in ["/tokens", "/sessions", "/people", "/people/1", "/people/1/export", "/session"] {
      let text = try browser.get(target).text
      #expect(!text.contains("mdt_") && !text.contains("mds_") && !text.contains("digest"))
    }
  }

  @Test("a person gets everything that is stored about the person")
  func export() throws {
    let person = try staff("Kari", "editor")
    _ = try Browser(person)
    #expect(try person.send("POST", "/topics", Sample.topic).status == 201)
    let answer = try person.get("/people/2/export")
    #expect(answer.status == 200)
    let json = try answer.json
    #expect(json["person"]?["name"]?.string == "Kari")
    #expect(json["tokens"]?.items.count == 1 && json["sessions"]?.items.count == 1)
    #expect(json["revisions"]?.items.map { $0["slug"]?.string } == ["tides"])
    #expect(try admin.get("/people/2/export").status == 200)
  }

  @Test("a proposer reads what is public, and of the own member what staff see")
  func proposer() throws {
    let person = try staff("Kari", "proposer", member: "oslo")
    #expect(try person.get("/members").status == 200)
    #expect(try person.get("/members").field("cache-control") == "private, no-store")
    #expect(try person.get("/members/oslo/revisions").status == 200)
    for target in ["/drafts", "/members/asker/revisions", "/topics/climate/revisions"] {
      #expect(try person.get(target).status == 403, "\(target)")
    }
    #expect(try person.send("POST", "/topics", Sample.topic).status == 403)
    #expect(try person.send("PATCH", "/members/oslo", "{}", "If-Match: *").status == 403)
    _ = try admin.send("POST", "/contacts", Sample.contact)
    #expect(try person.get("/contacts/kari-nordmann").json["email"] == nil)
    #expect(try !person.get("/members/oslo?include=contacts").text.contains("example.org"))
    for (slug, isSeen) in [("oslo", true), ("asker", false)] {
      let target = "/members/\(slug)"
      let draft = try admin.send(
        "PATCH", target, #"{"status":"draft"}"#, try admin.ifMatch(target))
      #expect(draft.status == 200, "\(draft.text)")
      #expect(try person.get(target).status == (isSeen ? 200 : 410))
    }
  }
}

extension JSONValue {
  fileprivate var number: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }
}
