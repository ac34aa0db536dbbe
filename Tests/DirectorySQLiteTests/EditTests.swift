import Directory
import Dispatch
import Locking
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Edits")
struct EditTests {
  let folder: TemporaryFolder
  let store: SQLiteDirectoryStore
  private var path: String { folder.file("directory.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteDirectoryStore(
      path: folder.file("directory.sqlite"), busyTimeout: .milliseconds(20))
    try store.load(GeneratedDirectory.document(members: 3))
  }

  private static func county(_ number: Int) -> StoredRecord {
    StoredRecord(
      .county(DirectoryDocument.Area.make(slug: "c-\(number)", name: "C \(number)", shortName: "C")),
      .published)
  }

  /// Starts `count` edits at once, and returns their results in the order of their numbers.
  private func run(
    _ count: Int, in store: SQLiteDirectoryStore? = nil, afterAll: () -> Void = {},
    _ body: @escaping @Sendable (Int, RecordEditor) throws -> Bool
  ) -> [Result<Int, DirectoryError>] {
    let store = store ?? self.store
    let results = Guarded<[Int: Result<Int, DirectoryError>]>([:])
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      store.edit { editor throws(DirectoryError) in
        do { return EditResult(number, keeps: try body(number, editor)) } catch let error as DirectoryError {
          throw error
        } catch { throw .unavailable("\(error)") }
      } completion: { result in
        results.withLock { $0[number] = result }
        group.leave()
      }
    }
    afterAll()
    group.wait()
    return results.withLock { all in (0..<count).compactMap { all[$0] } }
  }

  @Test(
    "that share a commit are each stored as a whole or not at all, for each call at which the disk fails",
    arguments: [StorageFaults.Fault.write, .full, .sync, .read])
  func sharedFault(fault: StorageFaults.Fault) throws {
    let folder = try TemporaryFolder()
    let faults = StorageFaults(in: folder)
    let path = folder.file("directory.sqlite")
    let store = try SQLiteDirectoryStore(path: path)
    try store.load(GeneratedDirectory.document(members: 300))
    let other = try Database(path: path, mode: .readWrite)
    var number = 0
    var hasFired = true
    while hasFired {
      number += 1
      // After the commit of another connection the writer reads its pages again.
      try other.run("UPDATE directory_revision SET number = number + 1")
      let held = Self.hold(store)
      faults.begin(fault, at: number)
      let round = number
      // If one edit isn't kept, the others run again.
      let unwanted = round.isMultiple(of: 2) ? 3 : nil
      let results = run(6, in: store, afterAll: { held.signal() }) { edit, editor in
        try editor.save(Self.county(round * 100 + edit * 2), by: Author(name: "test"))
        try editor.delete(RecordKey(.member, "member-\(200 + edit)"), by: Author(name: "test"))
        try editor.save(Self.county(round * 100 + edit * 2 + 1), by: Author(name: "test"))
        return edit != unwanted
      }
      hasFired = faults.end()
      let reader = try store.makeReader()
      let counties = Set(try reader.counties().map(\.slug))
      for (edit, result) in results.enumerated() {
        let isThere = (0...1).map { counties.contains("c-\(round * 100 + edit * 2 + $0)") }
        let isKept = (try? result.get()) != nil && edit != unwanted
        #expect(isThere == [isKept, isKept], "call \(number), edit \(edit): \(result)")
      }
    }
    #expect(number > 1)
    #expect(try Database(path: path, mode: .readOnly).faults() == [])
  }

  /// Keeps the writer busy until the semaphore is signalled, so that the edits that are started meanwhile
  /// share a commit.
  private static func hold(_ store: SQLiteDirectoryStore) -> DispatchSemaphore {
    let held = DispatchSemaphore(value: 0)
    store.edit { _ throws(DirectoryError) in
      held.wait()
      // This edit may run again, with those that share its commit.
      held.signal()
      return EditResult(0, keeps: false)
    } completion: { _ in
    }
    return held
  }

  /// Makes 60 random corrections to the members of the document. Returns the corrected members in order.
  private static func correct(_ document: inout DirectoryDocument, seed: Int) -> [DirectoryDocument.Member] {
    var generator = SeededGenerator(seed: UInt64(seed))
    let others = GeneratedDirectory.document(members: 60).members
    var states: [DirectoryDocument.Member] = []
    for _ in 0..<60 {
      let index = Int.random(in: 0..<20, using: &generator)
      let other = others.randomElement(using: &generator) ?? document.members[index]
      var member = document.members[index]
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: member.focusAreas = other.focusAreas
      case 1: member.facts = other.facts
      case 2: member.topics = other.topics
      case 3: (member.shortName, member.name) = (other.shortName, other.name)
      case 4: (member.joined, member.population) = (other.joined, other.population)
      case 5: member.left = member.left == nil ? "2024-01-01" : nil
      case 6: member.county = other.county
      default: member = other.slug == member.slug ? other : member
      }
      document.members[index] = member
      states.append(member)
    }
    return states
  }

  @Test(
    "of members leave all tables as a load of the result would, one by one or in one transaction",
    arguments: 0..<8, [false, true])
  func corrections(seed: Int, together: Bool) throws {
    let store = try SQLiteDirectoryStore(path: folder.file("corrected.sqlite"))
    var document = GeneratedDirectory.document(members: 20)
    try store.load(document)
    let corrected = Self.correct(&document, seed: seed)
    let edit: @Sendable (Int, RecordEditor) throws -> Bool = { number, editor in
      try editor.save(StoredRecord(.member(corrected[number]), .published), by: Author(name: "test"))
      return true
    }
    if together {
      let held = Self.hold(store)
      for result in run(corrected.count, in: store, afterAll: { held.signal() }, edit) {
        _ = try result.get()
      }
    } else {
      for number in corrected.indices {
        _ = try run(1, in: store) { _, editor in try edit(number, editor) }[0].get()
      }
    }
    let loaded = try SQLiteDirectoryStore(path: folder.file("loaded.sqlite"))
    try loaded.load(document)
    #expect(try store.text() == loaded.text())
    let tables = try [folder.file("corrected.sqlite"), folder.file("loaded.sqlite")].map { path in
      let database = try Database(path: path, mode: .readOnly)
      #expect(try database.faults() == [])
      return try Self.derived.map { sql in try database.map(sql) { $0.text(0) } }
    }
    #expect(tables[0] == tables[1])
  }

  /// Selects what is stored in addition to the records themselves, with slugs instead of ids.
  private static let derived: [SQL] = [
    """
    SELECT m.slug || '|' || s.name || '|' || s.keywords || '|' || s.body
    FROM members_search AS s JOIN members AS m ON m.id = s.rowid ORDER BY 1
    """,
    """
    SELECT m.slug || '|' || t.slug || '|' || hex(r.member_sort_key) FROM member_topics AS r
    JOIN members AS m ON m.id = r.member_id JOIN topics AS t ON t.id = r.topic_id ORDER BY 1
    """,
    """
    SELECT m.slug || n.name FROM search_names AS n JOIN members AS m ON m.id = n.id
    WHERE type = 'member' ORDER BY 1
    """,
    "SELECT slug || member_count FROM topics ORDER BY 1",
    "SELECT slug || member_count FROM areas ORDER BY 1",
    "SELECT slug || member_count FROM member_kinds ORDER BY 1",
    "SELECT slug || hex(sort_key) FROM members ORDER BY 1",
    "SELECT CAST(member_count AS TEXT) FROM directory_revision",
  ]

  @Test("that wait too long for a long one fail as busy, and succeed when they are tried again after it")
  func patience() throws {
    let held = DispatchSemaphore(value: 0)
    let long = DispatchSemaphore(value: 0)
    let kept = Guarded<Result<Int, DirectoryError>?>(nil)
    store.edit(isLong: true) { editor throws(DirectoryError) in
      try editor.save(Self.county(1), by: Author(name: "import"))
      held.wait()
      return EditResult(1, keeps: true)
    } completion: { result in
      kept.withLock { $0 = result }
      long.signal()
    }
    // The edits wait for the 20 ms of the busy timeout. The long edit ends only after they have failed.
    let refused = run(3) { number, editor in
      try editor.save(Self.county(number + 2), by: Author(name: "test"))
      return true
    }
    #expect(refused == Array(repeating: .failure(.busy), count: 3))
    #expect(try store.makeReader().organisation() != nil)
    held.signal()
    long.wait()
    #expect(kept.withLock { $0 } == .success(1))
    let again = run(3) { number, editor in
      try editor.save(Self.county(number + 2), by: Author(name: "test"))
      return true
    }
    #expect(again.allSatisfy { (try? $0.get()) != nil })
    #expect(
      try store.makeReader().changes(since: 0, limit: 9).map(\.key.slug) == ["c-1", "c-2", "c-3", "c-4"])
  }

  @Test("are announced by a reader that sees the commit before anyone else has announced it")
  func seenEarly() throws {
    let reader = try store.makeReader()
    let before = store.revisionNumber
    try reader.hold()
    _ = try reader.member(slug: "member-0")
    // The commit of another connection simulates one of the store that isn't announced yet.
    let other = try Database(path: path, mode: .readWrite)
    try other.run("UPDATE directory_revision SET number = number + 1")
    _ = try reader.member(slug: "member-0")
    #expect(store.revisionNumber == before, "The snapshot is older than the commit.")
    reader.release()
    _ = try reader.member(slug: "member-0")
    #expect(store.revisionNumber == before + 1)
    _ = try reader.members(ListQuery())
    #expect(store.revisionNumber == before + 1, "The commit was announced already.")
  }

  @Test("that start at the same time are all kept, in their order, and each completes once")
  func many() throws {
    let before = store.revisionNumber
    let results = run(500) { number, editor in
      try editor.save(Self.county(number), by: Author(name: "test"))
      return true
    }
    #expect(results.count == 500 && results.allSatisfy { (try? $0.get()) != nil })
    let reader = try store.makeReader()
    #expect(try reader.changes(since: 0, limit: 1000).map(\.key.slug) == (0..<500).map { "c-\($0)" })
    #expect(store.revisionNumber > before)
  }

  @Test("that fail or aren't kept don't affect others in the same commit")
  func apart() throws {
    let results = run(90) { number, editor in
      try editor.save(Self.county(number), by: Author(name: "test"))
      if number % 3 == 1 { throw DirectoryError.unavailable("on purpose") }
      return number % 3 == 0
    }
    for (number, result) in results.enumerated() {
      #expect(((try? result.get()) == nil) == (number % 3 == 1))
    }
    let kept = try store.makeReader().changes(since: 0, limit: 1000).map(\.key.slug)
    #expect(kept == stride(from: 0, to: 90, by: 3).map { "c-\($0)" })
  }

  @Test("fail as busy while another connection writes, and succeed after that")
  func busy() throws {
    let other = try Database(path: path, mode: .readWrite)
    try other.run("BEGIN IMMEDIATE")
    let results = run(3) { number, editor in
      try editor.save(Self.county(number), by: Author(name: "test"))
      return true
    }
    for result in results { #expect(throws: DirectoryError.busy) { try result.get() } }
    try other.run("ROLLBACK")
    let after = run(1) { number, editor in
      try editor.save(Self.county(number), by: Author(name: "test"))
      return true
    }
    #expect(try after.map { try $0.get() } == [0])
  }
}
