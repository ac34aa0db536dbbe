import Directory
import Foundation
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("Failures of the disk")
struct StorageFaultTests {
  private static let item = "/members/oslo"

  let folder: TemporaryFolder
  let faults: StorageFaults
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    folder = try TemporaryFolder()
    faults = StorageFaults(in: folder)
    directory = try RunningDirectory(["database.busyTimeoutMilliseconds": "50"], in: folder)
    staff = try Staff(directory)
  }

  private func expectSound(_ summary: String) throws {
    directory.stop()
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readOnly)
    #expect(try database.faults() == [])
    #expect(try database.first("SELECT summary FROM members WHERE slug = 'oslo'") { $0.text(0) } == summary)
  }

  @Test(
    "a write is refused and changes nothing, whichever of its calls to the system fails",
    arguments: [
      (StorageFaults.Fault.full, 507, "storage-full"), (.write, 503, "directory-unavailable"),
      (.readOnly, 503, "read-only"), (.sync, 503, "directory-unavailable"),
    ])
  func everyCall(fault: StorageFaults.Fault, status: Int, code: String) throws {
    var tag = try staff.ifMatch(Self.item)
    var summary = try #require(try directory.get(Self.item).json["summary"]?.string)
    var number = 0
    while true {
      number += 1
      let patch = "{\"summary\":\"State \(number).\"}"
      faults.begin(fault, at: number)
      let refused = try staff.send("PATCH", Self.item, patch, tag)
      let read = try directory.get(Self.item)
      #expect(read.status == 200)
      guard faults.end() else {
        #expect(refused.status == 200)
        summary = "State \(number)."
        break
      }
      #expect(
        refused.status == status && refused.field("retry-after") != nil, "call \(number): \(refused.text)")
      #expect(try refused.json["code"]?.string == code)
      #expect(try read.json["summary"]?.string == summary)
      // After the fault the same write succeeds with the same tag, since the record didn't change.
      let accepted = try staff.send("PATCH", Self.item, patch, tag)
      #expect(accepted.status == 200, "call \(number): \(accepted.text)")
      tag = "If-Match: \(try #require(accepted.field("etag")))"
      summary = "State \(number)."
      #expect(try directory.get(Self.item).json["summary"]?.string == summary)
    }
    #expect(number > (fault.call == .sync ? 1 : 10))
    try expectSound(summary)
  }

  @Test("while another program holds the lock, a write is refused as busy and reads are answered")
  func locked() throws {
    let tag = try staff.ifMatch(Self.item)
    let other = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try other.write { () throws(SQLiteError) in
      let refused = Result { try staff.send("PATCH", Self.item, #"{"summary":"Mine."}"#, tag) }
      guard case .success(let answer) = refused else { throw SQLiteError(code: 0, message: "", action: "") }
      #expect(answer.status == 503 && answer.field("retry-after") == "1")
      #expect((try? answer.json["code"]?.string) == "busy")
      for target in [Self.item, "/members", "/search?q=oslo", "/health/ready"] {
        #expect((try? directory.get(target).status) == 200)
      }
    }
    #expect(try staff.send("PATCH", Self.item, #"{"summary":"Mine."}"#, tag).status == 200)
    try expectSound("Mine.")
  }

  @Test("if a checkpoint fails, writes still succeed, and the log is copied into the database later")
  func checkpoint() throws {
    // SQLite copies the log into the database about every 1,000 pages.
    faults.begin(.databaseWrite, at: 1)
    let admin = try Staff(directory, role: "admin")
    let summary = String(repeating: "much to say ", count: 150)
    for start in stride(from: 0, to: 1_200, by: 300) {
      let lines = (start..<start + 300).map {
        #"{"type":"topic","slug":"t-\#($0)","kind":"theme","name":"T \#($0)","summary":"\#(summary)\#($0)"}"#
      }.joined(separator: "\n")
      #expect(try admin.send("POST", "/import", lines, type: "application/x-ndjson").status == 200)
    }
    #expect(faults.end())
    #expect(try directory.get("/topics/t-1199").status == 200)
    let patch = #"{"summary":"After."}"#
    #expect(try staff.send("PATCH", Self.item, patch, try staff.ifMatch(Self.item)).status == 200)
    try expectSound("After.")
    // After the stop the log is empty: the database's file contains everything.
    #expect((try? folder.read("directory.sqlite-wal")) ?? [] == [])
  }

  @Test("requests that need a damaged page are refused until it is repaired, and others are answered")
  func damage() throws {
    directory.stop()
    let path = folder.file("directory.sqlite")
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    let page = try #require(
      try Database(path: path, mode: .readOnly).first(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'offices'"
      ) { $0.integer(0) })
    let running = try RunningDirectory(in: folder)
    let staff = try Staff(running)
    try file.seek(toOffset: UInt64(page - 1) * 4096)
    let whole = try #require(try file.read(upToCount: 4096))
    try file.seek(toOffset: UInt64(page - 1) * 4096)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    for _ in 0..<4 {
      let answer = try running.get("/offices")
      #expect(answer.status == 503 && answer.field("retry-after") == "10")
      #expect(try answer.json["code"]?.string == "directory-unavailable")
    }
    let office = #"{"summary":"x"}"#
    #expect(try staff.send("PATCH", "/offices/oslo", office, "If-Match: *").status == 503)
    for target in ["/members", "/topics", "/counties", "/changes"] {
      #expect(try running.get(target).status == 200, "\(target)")
    }
    #expect(
      try staff.send("PATCH", Self.item, #"{"summary":"Mine."}"#, try staff.ifMatch(Self.item)).status == 200)
    try file.seek(toOffset: UInt64(page - 1) * 4096)
    try file.write(contentsOf: whole)
    for _ in 0..<4 { #expect(try running.get("/offices").status == 200) }
    let accepted = try staff.send("PATCH", "/offices/oslo", #"{"host":"House"}"#, "If-Match: *")
    #expect(accepted.status == 200, "\(accepted.text)")
    #expect(running.log.lines.contains { $0.contains("damaged") })
  }

  @Test("a request is refused if any one of its reads fails, and the next request is answered")
  func everyRead() throws {
    var (number, state, elsewhere) = (1, 0, 0)
    while elsewhere < 5 {
      state += 1
      // After a commit the readers must read the file again.
      let patch = "{\"summary\":\"State \(state).\"}"
      #expect(try staff.send("PATCH", Self.item, patch, try staff.ifMatch(Self.item)).status == 200)
      faults.begin(.read, at: number)
      let answer = try directory.get("/members")
      guard faults.end() else {
        #expect(answer.status == 200)
        break
      }
      // The program looks for what is to be published every two seconds, and the fault may have been there.
      if answer.status == 200 {
        elsewhere += 1
        continue
      }
      #expect(answer.status == 503 && answer.field("retry-after") != nil)
      #expect(try directory.get("/members").status == 200)
      number += 1
    }
    #expect(number > 3 && elsewhere < 5)
    try expectSound("State \(state).")
  }
}
