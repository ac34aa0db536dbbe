import Directory
import Foundation
import TestSupport
import Testing

@testable import App

/// A program that keeps a copy of the directory by /snapshot and /changes, as docs/api.md describes.
private struct Follower {
  private static let lists = [
    ("member", "members", "slug"), ("topic", "topics", "slug"), ("contact", "contacts", "id"),
    ("office", "offices", "id"),
  ]

  let directory: RunningDirectory
  /// The records, by type and slug.
  private(set) var copy: [String: JSONValue] = [:]
  private(set) var restarts = 0
  private var next: String?

  init(_ directory: RunningDirectory) { self.directory = directory }

  /// Returns all records that a snapshot has.
  static func records(of snapshot: JSONValue) -> [String: JSONValue] {
    var records: [String: JSONValue] = [:]
    for (type, list, id) in lists {
      for item in snapshot[list]?.items ?? [] { records["\(type) \(item[id]?.string ?? "")"] = item }
    }
    return records
  }

  mutating func follow() throws {
    guard let since = next else { return try startAgain() }
    let answer = try directory.get("/changes?since=\(since)&limit=3")
    guard answer.status != 410 else { return try startAgain() }
    let page = try answer.json
    for change in page["items"]?.items ?? [] {
      let (type, slug) = (change["type"]?.string ?? "", change["slug"]?.string ?? "")
      guard Self.lists.contains(where: { $0.0 == type }) else { continue }
      let record = try directory.get(try #require(change["links"]?["self"]?.string))
      copy["\(type) \(slug)"] = record.status == 200 ? try record.json : nil
    }
    next = try #require(page["next"]?.string)
    if next != since { try follow() }
  }

  private mutating func startAgain() throws {
    let snapshot = try directory.get("/snapshot").json
    copy = Self.records(of: snapshot)
    next = try #require(snapshot["next"]?.string)
    restarts += 1
  }
}

@Suite("A program that follows the changes")
struct FollowerTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  private func run(_ arguments: [String]) throws {
    let folder = directory.folder
    let ended = try CommandProcess(
      arguments + ["--database", folder.file("directory.sqlite")], in: folder
    ).end()
    try #require(ended.status == 0, "\(ended.errors)")
  }

  /// Runs a command that changes the directory, and returns when the server has noticed. An answer that was
  /// made already shows it only then; one that is made anew would show it earlier.
  private func change(_ arguments: String...) throws {
    let before = try directory.get("/snapshot").content
    try run(arguments)
    while try directory.get("/snapshot").content == before {}
  }

  private func create(_ id: String) throws {
    let contact = Sample.contact.replacing("\"kari-nordmann\"", with: "\"\(id)\"")
    try #require(try staff.send("POST", "/contacts", contact).status == 201)
  }

  @Test("has the same records as the directory, also after erasures and restores")
  func mirror() throws {
    let backup = directory.folder.file("backup.sqlite")
    var follower = Follower(directory)
    func check(_ step: String) throws {
      try follower.follow()
      let records = Follower.records(of: try directory.get("/snapshot").json)
      let different = Set(follower.copy.keys).union(records.keys).filter { follower.copy[$0] != records[$0] }
      #expect(different == [], "\(step)")
    }
    try check("start")
    try create("ada")
    try create("bo")
    try check("two contacts")
    try run(["backup", backup])
    try create("cecilie")
    try change("contact", "erase", "bo")
    try check("an erasure of an edited contact")
    try change("contact", "erase", "gunnar-selvik")
    try check("an erasure of a contact without edits")
    try change("restore", backup)
    try check("a restore")
    #expect(follower.copy["contact ada"] != nil && follower.copy["contact bo"] == nil)
    #expect(follower.copy["contact cecilie"] == nil && follower.copy["contact gunnar-selvik"] == nil)
    for id in ["dag", "eli", "finn"] { try create(id) }
    try check("contacts after the restore")
    // As many changes as before the first restore, so that ids which were given twice would not be noticed.
    try change("restore", backup)
    for id in ["geir", "hege", "ida"] { try create(id) }
    try check("a second restore, and contacts after it")
    #expect(follower.restarts == 3)
  }
}
