import Directory
import TestSupport
import Testing

@testable import App

@Suite("Draft changes and roles")
struct DraftChangeRightsTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin", name: "Ada")
  }

  private func person(_ name: String, _ role: String, member: String? = nil) throws -> Staff {
    let more = member.map { #","member":"\#($0)""# } ?? ""
    let added = try admin.send("POST", "/people", #"{"name":"\#(name)","role":"\#(role)"\#(more)}"#)
    let id = try #require(try added.json["id"]?.integer)
    let made = try admin.send("POST", "/tokens", #"{"person":\#(id),"name":"test"}"#)
    return try Staff(directory, token: try #require(try made.json["token"]?.string))
  }

  @Test("a proposer proposes changes of the own member, sees only the own ones, and decides about none")
  func proposer() throws {
    let other = try admin.draft(#"{"summary":"Ada's."}"#)
    let staff = try person("Per", "proposer", member: "oslo")
    let change = try staff.draft(#"{"summary":"Per's."}"#, #","publishAt":"2029-01-01T00:00:00Z""#)
    #expect(change["state"]?.string == "proposed" && change["publishAt"]?.string == "2029-01-01T00:00:00Z")
    #expect(change["decidedBy"] == nil)
    #expect(try staff.get("/draft-changes").json["items"]?.items.compactMap { $0["id"]?.integer } == [2])
    #expect(try staff.get("/draft-changes?author=Ada").json["items"]?.items.count == 1)
    #expect(try staff.get(try other.address).status == 404)
    #expect(try staff.send("DELETE", try other.address, "", "If-Match: *").status == 404)
    for content in [
      #"{"type":"member","slug":"asker","patch":{}}"#, #"{"type":"topic","slug":"climate","patch":{}}"#,
    ] {
      #expect(try staff.send("POST", "/draft-changes", content).status == 403)
      #expect(try staff.send("POST", "/previews", content).status == 403)
    }
    #expect(try staff.publish(change).status == 403)
    #expect(try staff.send("POST", try change.address + "/decline", "{}").status == 403)
    let corrected = try staff.correct(change, #"{"state":"scheduled","note":"x"}"#)
    #expect(try corrected.status == 200 && corrected.json["state"]?.string == "proposed")
    let url = try staff.preview(#"{"draftChange":2}"#)
    #expect(try directory.get(url).text.contains("Per&#39;s.") || directory.get(url).text.contains("Per's."))
    #expect(try staff.send("POST", "/previews", #"{"draftChange":1}"#).status == 404)
    // Somebody else decides, at the time that was wished for.
    let scheduled = try admin.correct(change, #"{"state":"scheduled"}"#).json
    #expect(scheduled["state"]?.string == "scheduled" && scheduled["decidedBy"]?.string == "Ada")
    #expect(try admin.publish(change).status == 200)
    let revision = try admin.get("/members/oslo/revisions").json["items"]?.items.first
    #expect(revision?["author"]?.string == "Ada" && revision?["changeAuthor"]?.string == "Per")
  }

  @Test("a person who gets another name keeps the own draft changes")
  func renamed() throws {
    let staff = try person("Per", "proposer", member: "oslo")
    let change = try staff.draft(#"{"summary":"Per's."}"#)
    let tag = try admin.ifMatch("/people/2")
    #expect(try admin.send("PATCH", "/people/2", #"{"name":"Pål"}"#, tag).status == 200)
    #expect(try staff.draftChange(change)["author"]?.string == "Pål")
    #expect(try staff.get("/draft-changes").json["items"]?.items.count == 1)
    #expect(try staff.correct(change, #"{"note":"x"}"#).status == 200)
  }

  @Test("a proposer who corrects what is scheduled takes it off the schedule")
  func correctedAfterDecision() throws {
    let staff = try person("Per", "proposer", member: "oslo")
    let change = try staff.draft(#"{"summary":"Harmless."}"#)
    let later = #"{"publishAt":"2029-01-01T00:00:00Z"}"#
    #expect(try admin.correct(change, later).json["state"]?.string == "scheduled")
    let json = try staff.correct(change, #"{"patch":{"summary":"Something else."}}"#).json
    #expect(json["state"]?.string == "proposed" && json["decidedBy"] == nil)
  }

  @Test("a reader sees all of them and writes none")
  func reader() throws {
    let change = try admin.draft(#"{"summary":"Ada's."}"#)
    let staff = try person("Rita", "reader")
    #expect(try staff.get("/draft-changes").json["items"]?.items.count == 1)
    #expect(try staff.get(try change.address).status == 200)
    let content = #"{"type":"member","slug":"oslo","patch":{}}"#
    #expect(try staff.send("POST", "/draft-changes", content).status == 403)
    #expect(try staff.send("POST", "/previews", content).status == 403)
    #expect(try staff.send("POST", "/previews", #"{"draftChange":1}"#).status == 403)
    #expect(try staff.correct(change, #"{"note":"x"}"#).status == 403)
    #expect(try staff.send("DELETE", try change.address, "", "If-Match: *").status == 403)
    #expect(try staff.send("DELETE", try change.address + "/previews").status == 403)
    let url = try admin.preview(#"{"draftChange":1}"#)
    #expect(try staff.send("DELETE", url).status == 403)
    #expect(try staff.publish(change).status == 403)
  }

  @Test("the export about a person has the draft changes that the person has written")
  func export() throws {
    _ = try admin.draft(#"{"summary":"Ada's."}"#, #","note":"Because""#)
    let json = try admin.get("/people/1/export").json
    #expect(json["draftChanges"]?.items.compactMap { $0["note"]?.string } == ["Because"])
  }
}
