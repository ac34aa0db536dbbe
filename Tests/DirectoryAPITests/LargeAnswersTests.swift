import Dispatch
import HTTPCore
import Synchronization
import Testing

@testable import DirectoryAPI

@Suite("A large response that all loops share")
struct LargeAnswersTests {
  private let key = LargeAnswers.Key(route: 1, isCompressed: true)

  @Test("is made once per revision, even if many threads request it at once")
  func once() {
    let shared = LargeAnswers()
    let made = Atomic(0)
    for revision in 1...3 {
      DispatchQueue.concurrentPerform(iterations: 32) { _ in
        let entry = shared.findOrMake(key, at: UInt64(revision), modified: nil) {
          made.add(1, ordering: .relaxed)
          return LargeAnswers.Entry(
            response: Response(.ok, body: .bytes(Array("\(revision)".utf8))), tag: nil, modified: nil)
        }
        guard case .bytes(let bytes) = entry.response.body else { return }
        #expect(bytes == Array("\(revision)".utf8))
      }
      #expect(made.load(ordering: .relaxed) == revision)
    }
  }

  @Test("is not kept if it couldn't be made, and the next request makes it")
  func failing() throws {
    struct Failure: Error {}
    let shared = LargeAnswers()
    #expect(throws: Failure.self) {
      try shared.findOrMake(key, at: 1, modified: nil) { () throws(Failure) in throw Failure() }
    }
    #expect(shared.find(key, at: 1, modified: nil) == nil)
    _ = shared.findOrMake(key, at: 1, modified: nil) {
      LargeAnswers.Entry(response: Response(.ok), tag: nil, modified: nil)
    }
    #expect(shared.find(key, at: 1, modified: nil) != nil)
    #expect(shared.find(key, at: 1, modified: 7) == nil)
  }
}
