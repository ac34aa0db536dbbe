import Testing

@testable import Directory

@Suite("The news of commits")
struct RevisionNewsTests {
  private let news = RevisionNews(number: 10)

  private static func changes(_ slug: String) -> DirectoryChanges {
    var changes = DirectoryChanges.none
    changes.add(member: slug)
    return changes
  }

  private func commit(_ slug: String, after revision: UInt64, to number: UInt64) {
    news.advance(to: number, after: UncommittedChanges(since: revision, Self.changes(slug)))
  }

  @Test("say what each commit has changed, from any earlier number on")
  func precise() {
    commit("a", after: 10, to: 11)
    commit("b", after: 11, to: 12)
    #expect(news.number == 12)
    #expect(news.changes(since: 10).changes.members == ["a", "b"])
    #expect(news.changes(since: 11).changes.members == ["b"])
    let last = news.changes(since: 12)
    #expect(last.number == 12 && last.changes.members == [] && !last.changes.isEverything)
    #expect(news.changes(since: 9).changes.isEverything)
  }

  @Test("count a commit as everything if a reader saw it first, or one before it isn't known")
  func unknown() {
    news.saw(11)
    #expect(news.changes(since: 10).changes.isEverything)
    commit("a", after: 10, to: 11)
    #expect(news.changes(since: 11).changes.isEverything)
    let before = news.number
    commit("b", after: 12, to: 13)
    #expect(news.changes(since: before).changes.isEverything)
    commit("c", after: 13, to: 14)
    #expect(news.changes(since: news.number - 1).changes.members == ["c"])
    news.advance(to: 14)
    #expect(news.changes(since: before).changes.isEverything)
    news.advance(to: 15, after: nil)
    #expect(news.changes(since: news.number - 1).changes.isEverything)
  }

  @Test("count a commit that doesn't move the revision, and nothing twice that a reader saw")
  func unmoved() {
    commit("a", after: 10, to: 10)
    #expect(news.number == 11)
    #expect(news.changes(since: 10).changes.members == ["a"])
    news.saw(10)
    #expect(news.number == 11)
  }

  @Test("are kept for some hundred commits, and for as many changes as a few hundred records make")
  func bounds() {
    for number in UInt64(10)..<400 { commit("m\(number)", after: number, to: number + 1) }
    #expect(news.changes(since: 10).changes.isEverything)
    #expect(news.changes(since: 399).changes.members == ["m399"])
    #expect(news.changes(since: 144).changes.members.count == 256)
    var many = DirectoryChanges.none
    for number in 0..<3_000 { many.add(member: "m\(number)") }
    #expect(many.isEverything && many.members == [] && many.dependencies == [])
    many.add(.words)
    #expect(many.dependencies == [])
  }

  @Test("touch an answer if it depends on anything that has changed, or on everything")
  func touched() {
    commit("a", after: 10, to: 11)
    let news = self.news.changes(since: 10)
    #expect(Dependencies([.record(.member, "a")]).areTouched(by: news, since: 10))
    #expect(Dependencies([.words, .record(.member, "a")]).areTouched(by: news, since: 10))
    #expect(!Dependencies([.record(.member, "b"), .memberList]).areTouched(by: news, since: 10))
    #expect(!Dependencies([.record(.topic, "a")]).areTouched(by: news, since: 10))
    #expect(!Dependencies([.translations(of: .member, "a")]).areTouched(by: news, since: 10))
    #expect(Dependencies.everything.areTouched(by: news, since: 10))
    #expect(!Dependencies.everything.areTouched(by: self.news.changes(since: 11), since: 11))
  }

  @Test("a recorder that notes too much, or wasn't begun, notes everything")
  func recorder() {
    let recorder = DependencyRecorder()
    #expect(recorder.end() == .everything)
    recorder.begin()
    for slug in ["b", "a", "b"] { recorder.note(.record(.member, slug)) }
    let noted = recorder.end()
    #expect(Set(noted.all) == [.record(.member, "a"), .record(.member, "b")] && noted.all.count == 2)
    #expect(recorder.end() == .everything)
    recorder.begin()
    recorder.note(.words)
    recorder.note(.anything)
    #expect(recorder.end() == .everything)
    recorder.begin()
    for number in 0..<2_000 { recorder.note(.record(.member, "m\(number)")) }
    #expect(recorder.end() == .everything)
    recorder.begin()
    #expect(recorder.end() == Dependencies([]))
  }
}
