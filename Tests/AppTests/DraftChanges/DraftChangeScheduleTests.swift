import Directory
import Foundation
import HTTPCore
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("A draft change with a time")
struct DraftChangeScheduleTests {
  private static func time(in seconds: Int64) -> String {
    RFC3339.text(Int64(Date.now.timeIntervalSince1970) + seconds)
  }

  /// Returns the draft change when its state is another one, or after a minute.
  private static func settled(_ change: JSONValue, _ staff: Staff) throws -> JSONValue {
    let end = ContinuousClock.now + .seconds(60)
    var now = try staff.draftChange(change)
    while now["state"]?.string == "scheduled", ContinuousClock.now < end {
      now = try staff.draftChange(change)
    }
    return now
  }

  @Test("is published at that time, in the name of the person who has scheduled it")
  func due() throws {
    let staff = try Staff(RunningDirectory())
    let ola = try Staff(staff.directory, name: "Ola")
    let change = try ola.draft(#"{"summary":"In time."}"#)
    let answer = try staff.correct(change, #"{"publishAt":"\#(Self.time(in: 2))"}"#)
    #expect(try answer.status == 200 && answer.json["state"]?.string == "scheduled")
    #expect(try answer.json["decidedBy"]?.string == "Kari")
    let published = try Self.settled(change, staff)
    #expect(published["state"]?.string == "published" && published["decidedBy"]?.string == "Kari")
    #expect(try staff.directory.get("/members/oslo").json["summary"]?.string == "In time.")
    let revisions = try staff.get("/members/oslo/revisions").json["items"]?.items ?? []
    #expect(revisions.count == 2 && revisions.first?["changeAuthor"]?.string == "Ola")
    #expect(staff.directory.log.hasLine(with: "published a draft change at its time"))
  }

  @Test("is published after the start if no server ran at that time, once by two servers")
  func afterRestart() throws {
    let folder = try TemporaryFolder()
    let first = try RunningDirectory(in: folder)
    let change = try Staff(first).draft(
      #"{"summary":"In time."}"#, #","publishAt":"\#(Self.time(in: 3_600))""#)
    first.stop()
    // The time passes.
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try database.run("UPDATE draft_changes SET publish_at = 1000 WHERE id = 1")
    let servers = try (0..<2).map { _ in try RunningDirectory(in: folder) }
    let staff = try Staff(servers[0])
    #expect(try Self.settled(change, staff)["state"]?.string == "published")
    #expect(try staff.get("/members/oslo/revisions").json["items"]?.items.count == 2)
    #expect(try servers[1].get("/members/oslo").json["summary"]?.string == "In time.")
  }

  @Test("becomes a draft that says why if it can't be published, and the others are published")
  func failing() throws {
    let folder = try TemporaryFolder()
    let first = try RunningDirectory(in: folder)
    let staff = try Staff(first)
    let later = #","publishAt":"\#(Self.time(in: 3_600))""#
    let conflict = try staff.draft(#"{"summary":"Mine."}"#, later)
    let deleted = try staff.draft(#"{"summary":"Mine."}"#, later, of: "asker")
    let wrong = try staff.draft(#"{"topics":["climate"]}"#, later, of: "elverum")
    let right = try staff.draft(#"{"summary":"Mine."}"#, later, of: "stange")
    #expect(try staff.send("PATCH", "/members/oslo", #"{"summary":"x"}"#, "If-Match: *").status == 200)
    #expect(try staff.send("DELETE", "/members/asker", "", "If-Match: *").status == 204)
    first.stop()
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try database.run("UPDATE draft_changes SET publish_at = 1000")
    try database.run("UPDATE draft_changes SET patch = '{\"topics\":[\"nothing\"]}' WHERE id = 3")
    let second = try Staff(RunningDirectory(in: folder))
    #expect(try Self.settled(right, second)["state"]?.string == "published")
    let states = try [conflict, deleted, wrong].map { try Self.settled($0, second) }
    #expect(states.allSatisfy { $0["state"]?.string == "draft" && $0["decidedBy"] == nil })
    let problems = states.compactMap { $0["problem"]?.string }
    #expect(problems.count == 3)
    #expect(problems[0].contains("/summary") && problems[1].contains("deleted"))
    #expect(problems[2].contains("/topics"))
    // A correction forgets the problem.
    let again = try second.correct(conflict, #"{"note":"x"}"#).json
    #expect(again["problem"] == nil && again["state"]?.string == "draft")
  }

  @Test("that is over, too far away or no time is refused")
  func wrongTimes() throws {
    let staff = try Staff(RunningDirectory())
    for time in [
      "2020-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "tomorrow", "2027-02-30T00:00:00Z", "2027-01-01",
      "2027-01-01T00:00:00", "-001-01-01T00:00:00Z", "2027-01-01T24:00:00Z", "",
    ] {
      let answer = try staff.send(
        "POST", "/draft-changes",
        #"{"type":"member","slug":"oslo","patch":{},"publishAt":"\#(time)"}"#)
      #expect(
        try answer.status == 422 && answer.json["errors"]?.items.first?["pointer"]?.string == "/publishAt")
    }
    let missing = try staff.send(
      "POST", "/draft-changes", #"{"type":"member","slug":"oslo","patch":{},"state":"scheduled"}"#)
    #expect(missing.status == 422)
  }

  @Test("is a draft again if the time is taken away, and stays scheduled if only the note is changed")
  func unscheduled() throws {
    let staff = try Staff(RunningDirectory())
    let change = try staff.draft(#"{"summary":"x"}"#, #","publishAt":"\#(Self.time(in: 3_600))""#)
    #expect(try staff.correct(change, #"{"note":"x"}"#).json["state"]?.string == "scheduled")
    let json = try staff.correct(change, #"{"publishAt":null}"#).json
    #expect(json["state"]?.string == "draft" && json["publishAt"] == .null && json["decidedBy"] == nil)
  }
}
