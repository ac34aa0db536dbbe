import Directory
import DirectorySQLite
import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct StoreTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("directory.sqlite")
  }

  private func shipped() throws -> DirectoryDocument {
    try DocumentJSON.decode(try ProjectFiles.read("Data/oslo-region.json"))
  }

  @Test("a new file is an empty directory that can be read")
  func empty() throws {
    let store = try SQLiteDirectoryStore(path: path)
    #expect(try store.isEmpty())
    let reader = try store.makeReader()
    try reader.check()
    #expect(try reader.members(ListQuery()) == Page(items: [], total: 0, next: nil))
    #expect(try reader.topics(ListQuery()).items == [])
    #expect(try reader.organisation() == nil)
    #expect(try reader.vocabulary(.memberKinds) == ["county", "municipality", "university"])
    #expect(throws: DirectoryError.self) { try store.text() }
  }

  @Test("a reader sees one revision from hold to release")
  func hold() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let reader = try store.makeReader()
    try reader.hold()
    try reader.hold()
    #expect(try reader.members(ListQuery()).total == 0)
    try store.load(try shipped())
    #expect(try reader.members(ListQuery()).total == 0)
    #expect(try reader.consistently { () throws(DirectoryError) in try reader.revision().number } == 0)
    reader.release()
    reader.release()
    #expect(try reader.members(ListQuery()).total == 17)
    #expect(try reader.revision().number == 1)
  }

  @Test("an export that is loaded into another store is exported as the same bytes")
  func roundTrip() throws {
    for (index, document) in [try shipped(), GeneratedDirectory.document(members: 200)].enumerated() {
      let first = try SQLiteDirectoryStore(path: folder.file("\(index)a"))
      try first.load(document)
      let text = try first.text()
      let exported = try DocumentJSON.decode(text)
      #expect(DocumentJSON.encode(exported) == text)
      let second = try SQLiteDirectoryStore(path: folder.file("\(index)b"))
      try second.load(try DocumentJSON.decode(text))
      #expect(try second.text() == text)
      #expect(exported.members.count == document.members.count)
      #expect(exported.topics.sorted { $0.slug < $1.slug } == document.topics.sorted { $0.slug < $1.slug })
    }
  }

  @Test("the shipped file equals an export of it")
  func shippedIsCanonical() throws {
    let store = try SQLiteDirectoryStore(path: path)
    try store.load(try shipped())
    #expect(try store.text() == (try ProjectFiles.read("Data/oslo-region.json")))
  }

  @Test("the shipped members are in the order of the Norwegian alphabet, each with all its fields")
  func shippedMembers() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let document = try shipped()
    try store.load(document)
    let reader = try store.makeReader()
    let page = try reader.members(ListQuery())
    #expect(page.total == 17)
    #expect(page.next == nil)
    #expect(page.items.map(\.shortName).first == "Asker")
    #expect(page.items.map(\.shortName).last == "Viken")
    for member in page.items {
      let source = try #require(document.members.first { $0.slug == member.slug })
      #expect(member.focusAreas == source.focusAreas)
      #expect(member.facts == source.facts)
      #expect(Set(DirectoryDocument.Member(member).topics) == Set(source.topics))
      #expect(member.county?.slug == source.county)
      #expect(member.population == source.population)
      #expect(try reader.member(slug: member.slug) == member)
    }
    let viken = try reader.members(ListQuery(county: "viken"))
    #expect(viken.items.allSatisfy { $0.county?.isMember == true })
    #expect(viken.total == document.members.count { $0.county == "viken" })
    #expect(try reader.staff.organisation() == document.organisation)
    #expect(try reader.offices(ListQuery(limit: 10)).total == document.offices.count)
    #expect(try reader.contact(id: "gunnar-selvik")?.telephone?.e164 == "+32460941393")
    #expect(try reader.contact(id: "nobody") == nil)
    #expect(try reader.office(id: document.offices[0].id)?.city == document.offices[0].city)
  }

  @Test("a document is not loaded if the directory isn't empty or the document is invalid")
  func refusals() throws {
    let store = try SQLiteDirectoryStore(path: path)
    var document = GeneratedDirectory.document(members: 10)
    document.members[3].county = "nowhere"
    let error = #expect(throws: DirectoryError.self) { try store.load(document) }
    guard case .invalidDocument(let faults) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(faults.map(\.pointer) == ["/members/3/county"])
    #expect(try store.isEmpty())
    try store.load(GeneratedDirectory.document(members: 10))
    #expect(throws: DirectoryError.notEmpty) { try store.load(GeneratedDirectory.document(members: 1)) }
  }

  @Test("a load that fails halfway is rolled back")
  func checksHold() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let raw = try Database(path: path, mode: .readWrite)
    // The trigger simulates an error in the middle of a load.
    try raw.run(
      """
      CREATE TRIGGER stop BEFORE INSERT ON members WHEN NEW.slug = 'member-9'
      BEGIN SELECT RAISE(ABORT, 'stopped'); END
      """)
    #expect(throws: DirectoryError.self) { try store.load(GeneratedDirectory.document(members: 10)) }
    #expect(try store.isEmpty())
    #expect(try store.makeReader().revision().number == 0)
  }

  @Test("a commit increases the revision number once, and other stores see it after a refresh")
  func revisions() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let other = try SQLiteDirectoryStore(path: path)
    #expect(store.revisionNumber == 0)
    try store.load(GeneratedDirectory.document(members: 3))
    #expect(store.revisionNumber == 1)
    store.refreshRevision()
    #expect(store.revisionNumber == 1)
    #expect(other.revisionNumber == 0)
    other.refreshRevision()
    #expect(other.revisionNumber == 1)
    #expect(try other.makeReader().revision().number == 1)
    #expect(try other.makeReader().revision().changedAt > 1_700_000_000)
  }

  /// Deletes a record, and returns when that is committed.
  private func delete(_ slug: String, from store: SQLiteDirectoryStore) {
    let done = DispatchSemaphore(value: 0)
    store.edit { editor throws(DirectoryError) in
      try editor.delete(RecordKey(.member, slug), by: Author(name: "test"))
      return EditResult(true, keeps: true)
    } completion: { _ in
      done.signal()
    }
    done.wait()
  }

  @Test("a write sets the time of the last change, which never goes back, even if the clock does")
  func changeTime() throws {
    let store = try SQLiteDirectoryStore(path: path)
    try store.load(GeneratedDirectory.document(members: 3))
    let slugs = try store.makeReader().members(ListQuery()).items.map(\.slug)
    let reader = try store.makeReader()
    let database = try Database(path: path, mode: .readWrite)
    try database.run("UPDATE directory_revision SET changed_at = 1000")
    #expect(try reader.revision().changedAt == 1_000)
    let before = Int64(Date().timeIntervalSince1970)
    delete(slugs[0], from: store)
    #expect(try reader.revision().changedAt >= before)
    // So each change has a time of its own when the clock is right again.
    try database.run("UPDATE directory_revision SET changed_at = ?", [.integer(before + 3_600)])
    for (slug, seconds) in [(slugs[1], Int64(1)), (slugs[2], 2)] {
      delete(slug, from: store)
      #expect(try reader.revision().changedAt == before + 3_600 + seconds)
    }
  }

  @Test("a reader waits for a lock as long as its store does")
  func busyReader() throws {
    let store = try SQLiteDirectoryStore(path: path, busyTimeout: .milliseconds(50))
    // A reader never waits while the database has a write-ahead log. A file without a log, to which another
    // program is writing, simulates the moments in which SQLite creates or removes the log.
    try FileManager.default.removeItem(atPath: path)
    let other = try Database(path: path, mode: .readWrite)
    try other.run("CREATE TABLE theirs (id INTEGER)")
    try other.run("BEGIN EXCLUSIVE")
    let duration = ContinuousClock().measure {
      #expect(throws: DirectoryError.busy) { try store.makeReader().check() }
    }
    #expect(duration < .seconds(1))
  }

  @Test("a commit of another program is noticed even if it doesn't change the revision")
  func foreignCommit() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let before = store.revisionNumber
    try Database(path: path, mode: .readWrite).run("UPDATE member_kinds SET name = 'Town' WHERE id = 2")
    store.refreshRevision()
    #expect(store.revisionNumber == before + 1)
  }

  @Test("a reader sees what is written after it was created")
  func freshness() throws {
    let store = try SQLiteDirectoryStore(path: path)
    let reader = try store.makeReader()
    #expect(try reader.members(ListQuery()).total == 0)
    try store.load(GeneratedDirectory.document(members: 3))
    #expect(try reader.members(ListQuery()).total == 3)
  }

  @Test("several stores can open a new file at the same time")
  func concurrentStart() throws {
    let path = path
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      do { try SQLiteDirectoryStore(path: path, busyTimeout: .seconds(60)).makeReader().check() } catch {
        failures.add("\(error)")
      }
    }
    #expect(failures.all == [])
  }

  final class Failures: @unchecked Sendable {
    // Guarded by the lock.
    private var texts: [String] = []
    private let lock = NSLock()

    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
  }

  @Test("a file that can't be opened as a directory is reported in one line with the reason")
  func openingErrors() throws {
    try folder.write(
      Array("no database at all, but long enough to be read as a header or so".utf8), to: "text")
    let text = #expect(throws: DirectoryError.self) { try SQLiteDirectoryStore(path: folder.file("text")) }
    #expect(text?.description.contains("not a database") == true)

    try Database(path: folder.file("theirs"), mode: .readWrite).run("CREATE TABLE theirs (id INTEGER)")
    let theirs = #expect(throws: DirectoryError.self) {
      try SQLiteDirectoryStore(path: folder.file("theirs"))
    }
    #expect(theirs?.description.contains("another program") == true)

    let missing = #expect(throws: DirectoryError.self) {
      try SQLiteDirectoryStore(path: folder.file("no/such/folder"))
    }
    #expect(missing?.description.contains("does the folder exist") == true)
    #expect(throws: DirectoryError.self) { try SQLiteDirectoryStore(path: folder.path) }

    _ = try SQLiteDirectoryStore(path: path)
    let raw = try Database(path: path, mode: .readWrite)
    try raw.run("INSERT INTO schema_migrations VALUES ('9999_later.sql', zeroblob(32), 0)")
    let newer = #expect(throws: DirectoryError.self) { try SQLiteDirectoryStore(path: path) }
    #expect(newer?.description.contains("newer version") == true)
    for error in [text, theirs, missing, newer] {
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test("a file with damaged pages is reported as damaged when it is opened")
  func damagedPages() throws {
    do {
      let store = try SQLiteDirectoryStore(path: path)
      try store.load(GeneratedDirectory.document(members: 50))
      try Database(path: path, mode: .readWrite).run("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    var bytes = try folder.read("directory.sqlite")
    for index in bytes.indices.dropFirst(4096) { bytes[index] = 0xff }
    try folder.write(bytes, to: "damaged.sqlite")
    let error = #expect(throws: DirectoryError.self) {
      try SQLiteDirectoryStore(path: folder.file("damaged.sqlite"))
    }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
