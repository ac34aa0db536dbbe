import Dispatch
import HTTPCore
import Synchronization
import Testing

@testable import DirectoryAPI

@Suite("What takes long to answer")
struct LargeAnswersTests {
  private let key = LargeAnswers.Key(route: 1, isCompressed: true)

  @Test("is made once a revision, however many ask at once, and again for the next one")
  func once() {
    let answers = LargeAnswers()
    let made = Atomic(0)
    for revision in 1...3 {
      DispatchQueue.concurrentPerform(iterations: 32) { _ in
        let answer = answers.answer(key, at: UInt64(revision)) {
          made.add(1, ordering: .relaxed)
          return LargeAnswers.Answer(
            response: Response(.ok, body: .bytes(Array("\(revision)".utf8))), tag: nil, modified: nil)
        }
        guard case .bytes(let octets) = answer.response.body else { return }
        #expect(octets == Array("\(revision)".utf8))
      }
      #expect(made.load(ordering: .relaxed) == revision)
    }
  }

  @Test("is not kept where making it failed: who asks next has it made")
  func failing() throws {
    struct Failure: Error {}
    let answers = LargeAnswers()
    #expect(throws: Failure.self) {
      try answers.answer(key, at: 1) { () throws(Failure) in throw Failure() }
    }
    #expect(answers.answer(key, at: 1) == nil)
    _ = answers.answer(key, at: 1) {
      LargeAnswers.Answer(response: Response(.ok), tag: nil, modified: nil)
    }
    #expect(answers.answer(key, at: 1) != nil)
  }
}
