import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("Draft changes whose time has come")
struct DuePublicationTests {
  private let clock = WriteClock()
  private let store: InMemoryDirectoryStore
  private let due: DuePublications

  init() throws {
    store = InMemoryDirectoryStore(clock: { [clock] in clock.now })
    try store.load(SmallDirectory.document)
    due = DuePublications(store, settings: APISettings(.standard, loops: 1, version: "1"))
  }

  /// Times count from here.
  private let start = SmallDirectory.changedAt

  private func set(_ time: Int64) { clock.advance(by: start + time - clock.now) }

  /// Schedules a change of the member Asker for the time 2000 after the start.
  private func schedule() throws {
    let time = start + 2_000
    try store.write { editor throws(DirectoryError) in
      guard let asker = try editor.stored(RecordKey(.member, "asker")) else { return }
      let change = DraftChange(
        id: 0, key: asker.record.key, patch: #"{"summary":"In time."}"#, note: "", state: .scheduled,
        author: "Ola", createdAt: 1_000, updatedAt: 1_000, publishAt: time, base: NewRevision.State(asker),
        baseTag: "\"tag\"", reason: nil, decidedBy: "Kari", decidedAt: 1_000, problem: nil)
      _ = try editor.add(change)
    }
  }

  private var summary: String? { get throws { try store.makeReader().member(slug: "asker")?.summary } }

  @Test("are published once, also if the clock is set back and forth")
  func changingClock() throws {
    try schedule()
    let before = try summary
    set(1_999)
    #expect(try due.publish(1) == .none && summary == before)
    set(2_500)
    set(500)
    #expect(try due.publish(1) == .none)
    set(2_000)
    #expect(try due.publish(1) == .published(RecordKey(.member, "asker")))
    #expect(try summary == "In time.")
    set(3_000)
    #expect(try due.publish(1) == .none && due.publish(2) == .none)
    let staff = try store.makeReader().staff
    let revisions = try staff.revisions(of: RecordKey(.member, "asker"), limit: 9, before: nil)
    #expect(revisions.count == 2)
    #expect(revisions.first?.author == "Kari")
    #expect(revisions.first?.publishes == PublishedChange(id: 1, author: "Ola"))
  }

  @Test("stay due while the store fails")
  func failing() throws {
    try schedule()
    set(2_000)
    store.fail(with: .full)
    #expect(throws: DirectoryError.full) { try due.publish(1) }
    store.fail(with: nil)
    #expect(try store.makeReader().staff.draftChangesDue(at: start + 2_000, limit: 9) == [1])
    #expect(try due.publish(1) == .published(RecordKey(.member, "asker")))
  }

  @Test("are drafts again if others have changed the same")
  func conflict() throws {
    try schedule()
    try store.write { editor throws(DirectoryError) in
      guard var asker = try editor.stored(RecordKey(.member, "asker")),
        case .member(var member) = asker.record
      else { return }
      member.summary = "Theirs."
      asker.record = .member(member)
      try editor.save(asker, by: Author(name: "Per"))
    }
    set(2_000)
    guard case .refused(let key, let problem) = try due.publish(1) else {
      Issue.record("it was not refused")
      return
    }
    #expect(key.slug == "asker" && problem.contains("/summary"))
    let change = try store.makeReader().staff.draftChange(1)
    #expect(change?.state == .draft && change?.problem == problem && change?.publishAt == start + 2_000)
    #expect(try summary == "Theirs." && due.publish(1) == .none)
  }
}
