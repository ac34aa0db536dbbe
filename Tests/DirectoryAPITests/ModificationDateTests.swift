import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI
@testable import Representations

@Suite("The date of the last change")
struct ModificationDateTests {
  private static let start = SmallDirectory.changedAt

  private static func text(_ seconds: Int64) -> String { HTTPDate.text(start + seconds) }

  /// Requests the members at a time, in seconds after the first commit.
  private func ask(
    _ service: Service, at seconds: Int64, _ target: String = "/members", since date: Int64? = nil
  ) throws -> Answer {
    if service.now != Self.start + seconds {
      service.now = Self.start + seconds
      service.responder.tick(now: service.now)
    }
    guard let date else { return try service.ask("GET", target) }
    return try service.ask("GET", target, "If-Modified-Since: \(Self.text(date))")
  }

  /// Commits a change at a time, in seconds after the first commit.
  private func commit(_ service: Service, at seconds: Int64, _ summary: String) {
    service.clock.advance(by: Self.start + seconds - service.clock.now)
    var document = SmallDirectory.document
    document.members[0].summary = summary
    service.store.replace(with: document)
  }

  @Test("is not sent in the second of the commit, so that two commits in one second can be distinguished")
  func sameSecond() throws {
    let service = try Service()
    #expect(try ask(service, at: 0)["Last-Modified"] == nil)
    #expect(try ask(service, at: 0, since: 0).status == 200)
    commit(service, at: 0, "Changed in the same second.")
    #expect(try ask(service, at: 0, since: 0).text.contains("same second"))
    #expect(try ask(service, at: 1)["Last-Modified"] == Self.text(0))
    #expect(try ask(service, at: 1, since: 0).status == 304)
    commit(service, at: 1, "Changed a second later.")
    #expect(try ask(service, at: 1, since: 0).text.contains("second later"))
    #expect(try ask(service, at: 1, since: 1).status == 200)
    #expect(try ask(service, at: 2, since: 0)["Last-Modified"] == Self.text(1))
  }

  @Test("is added to cached responses when the second is over", arguments: ["/members", "/snapshot"])
  func cached(target: String) throws {
    let service = try Service()
    for _ in 0..<2 { #expect(try ask(service, at: 0, target)["Last-Modified"] == nil) }
    service.responder.tick(now: Self.start)
    #expect(try ask(service, at: 0, target)["Last-Modified"] == nil)
    #expect(try ask(service, at: 1, target)["Last-Modified"] == Self.text(0))
    #expect(try ask(service, at: 1, target, since: 0).status == 304)
    // A response that has its date stays in the cache.
    let stored = try ask(service, at: 2).stored
    #expect(try ask(service, at: 3).stored === stored)
  }

  @Test("never goes back: a change has a later one even if the clock was set back")
  func clockSetBack() throws {
    let service = try Service()
    #expect(try ask(service, at: 10)["Last-Modified"] == Self.text(0))
    commit(service, at: -3_600, "Changed an hour ago.")
    #expect(try ask(service, at: -3_590)["Last-Modified"] == nil)
    #expect(try ask(service, at: -3_590, since: 0).status == 200)
    #expect(try ask(service, at: 100, since: 0)["Last-Modified"] == Self.text(1))
    #expect(try ask(service, at: 100, since: 1).status == 304)
  }

  @Test("is not sent while the clock shows that second again", arguments: ["/snapshot", "/topics"])
  func clockSetBackWithoutChange(target: String) throws {
    let service = try Service()
    #expect(try ask(service, at: 10)["Last-Modified"] == Self.text(0))
    #expect(try ask(service, at: 0, target)["Last-Modified"] == nil)
    #expect(try ask(service, at: 1, target)["Last-Modified"] == Self.text(0))
  }

  @Test("is not sent if the last two changes have the same second because the clock was set back")
  func clockSetBackExactly() throws {
    let service = try Service()
    #expect(try ask(service, at: 10)["Last-Modified"] == Self.text(0))
    commit(service, at: 0, "Changed in the same second again.")
    for time: Int64 in [0, 1, 100] {
      #expect(try ask(service, at: time)["Last-Modified"] == nil)
      #expect(try ask(service, at: time, since: 0).text.contains("same second again"))
    }
    commit(service, at: 200, "Changed later.")
    #expect(try ask(service, at: 201, since: 0)["Last-Modified"] == Self.text(200))
  }

  @Test("is not before the start of the program, whose version may write the same records differently")
  func start() throws {
    let service = try Service(dates: ModificationDates(startedAt: Self.start + 1_000))
    #expect(try ask(service, at: 1_000)["Last-Modified"] == nil)
    #expect(try ask(service, at: 1_001, since: 999).status == 200)
    #expect(try ask(service, at: 1_001)["Last-Modified"] == Self.text(1_000))
    #expect(try ask(service, at: 1_001, since: 1_000).status == 304)
    commit(service, at: 1_005, "Changed.")
    #expect(try ask(service, at: 1_010)["Last-Modified"] == Self.text(1_005))
  }

  @Test("is the same on every loop, and a loop with an old revision sends none")
  func shared() {
    let dates = ModificationDates()
    let (old, new) = (Revision(number: 1, changedAt: 10), Revision(number: 2, changedAt: 11))
    #expect(dates.date(of: old, now: 10) == nil)
    for _ in 0..<2 { #expect(dates.date(of: old, now: 20) == 10) }
    for _ in 0..<2 { #expect(dates.date(of: new, now: 20) == 11) }
    #expect(dates.date(of: old, now: 20) == nil)
    #expect(dates.date(of: Revision(number: 3, changedAt: 11), now: 20) == nil)
  }

  @Test("stays the same for an answer that a commit does not change")
  func perContent() throws {
    let service = try Service()
    let (office, member) = ("/offices/oslo", "/members/asker")
    for target in [office, member] {
      #expect(try ask(service, at: 10, target)["Last-Modified"] == Self.text(0))
    }
    commit(service, at: 20, "Changed.")
    // Also while the commit has no date yet.
    for time: Int64 in [20, 30] {
      #expect(try ask(service, at: time, office)["Last-Modified"] == Self.text(0))
      #expect(try ask(service, at: time, office, since: 0).status == 304)
      #expect(try ask(service, at: time, member, since: 0).text.contains("Changed."))
    }
    #expect(try ask(service, at: 30, member)["Last-Modified"] == Self.text(20))
    // An answer that wasn't made before has the date of the directory.
    #expect(try ask(service, at: 30, "/offices/brussels")["Last-Modified"] == Self.text(20))
    // The date isn't later than Date if the clock is set back.
    commit(service, at: 40, "Changed again.")
    #expect(try ask(service, at: 0, office)["Last-Modified"] == nil)
  }

  @Test("moves on if the content changes and changes back", arguments: [true, false])
  func changedBack(isDated: Bool) throws {
    let service = try Service()
    let member = "/members/asker"
    commit(service, at: 0, "One.")
    #expect(try ask(service, at: 10, member)["Last-Modified"] == Self.text(0))
    commit(service, at: 20, "Two.")
    let date = try ask(service, at: isDated ? 21 : 20, member)["Last-Modified"]
    #expect(date == (isDated ? Self.text(20) : nil))
    commit(service, at: 30, "One.")
    #expect(try ask(service, at: 31, member)["Last-Modified"] == Self.text(30))
    #expect(try ask(service, at: 31, member, since: 20).text.contains("One."))
  }

  @Test("is kept for many targets, and none has the date of another one")
  func manyTargets() {
    let (dates, digest) = (ContentDates(), EntityTag.digest(of: Array("content".utf8)))
    func date(_ target: Int, directory: Int64?) -> Int64? {
      let bytes = Array("/members/\(target)".utf8)
      return dates.date(
        of: digest, at: 0..<bytes.count, in: bytes.span, media: 0, directory: directory, now: 1_000_000)
    }
    for target in 0..<8_000 { #expect(date(target, directory: Int64(target)) == Int64(target)) }
    for target in 0..<8_000 { #expect(date(target, directory: 9_000) == Int64(target)) }
    // Those that were used lately are kept, and the others are dropped.
    for target in 8_000..<30_000 {
      #expect(date(target, directory: 50_000) == 50_000)
      #expect(date(0, directory: 1) == 0)
    }
    #expect(date(1, directory: nil) == nil)
    #expect(date(29_999, directory: nil) == 50_000)
  }

  @Test("isn't that of an earlier revision if a thread was late with its content")
  func lateContent() {
    let dates = ContentDates()
    func date(_ content: String, directory: Int64?) -> Int64? {
      dates.date(
        of: EntityTag.digest(of: Array(content.utf8)), at: 0..<1, in: [Byte.slash].span, media: 0,
        directory: directory, now: 100)
    }
    #expect(date("A", directory: 1) == 1)
    #expect(date("B", directory: 2) == 2)
    #expect(date("A", directory: 1) == 1)
    #expect(date("B", directory: 3) == 2)
    #expect(date("A", directory: 4) == 4)
  }
}
