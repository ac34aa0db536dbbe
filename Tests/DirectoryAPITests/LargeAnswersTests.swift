import Crypto
import Directory
import Dispatch
import Gzip
import HTTPCore
import Synchronization
import Testing

@testable import DirectoryAPI

@Suite("A large response that all loops share")
struct LargeAnswersTests {
  private let key = LargeAnswers.Key(route: 1, isCompressed: true)

  @Test("is made once per revision, even if many threads request it at once")
  func once() {
    let shared = LargeAnswers(folder: "/tmp")
    let made = Atomic(0)
    for revision in 1...3 {
      DispatchQueue.concurrentPerform(iterations: 32) { _ in
        let answer = try? shared.findOrMake(key, at: UInt64(revision), modified: nil) {
          made.add(1, ordering: .relaxed)
          return try Self.answer(shared, Array("\(revision)".utf8))
        }
        #expect(answer.flatMap { try? Self.read($0.content) } == Array("\(revision)".utf8))
      }
      #expect(made.load(ordering: .relaxed) == revision)
    }
  }

  private static func answer(_ shared: LargeAnswers, _ bytes: [UInt8]...) throws -> LargeAnswers.Answer {
    var writer = try LargeContentWriter(in: shared.folder, shared.places, level: nil)
    for bytes in bytes { try writer.append(bytes) }
    return LargeAnswers.Answer(fields: [], content: try writer.finish().content, tag: nil, modified: nil)
  }

  private static func read(_ content: LargeContent) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var offset = 0
    while offset < content.length { offset = try content.append(from: offset, to: &bytes) }
    return bytes
  }

  @Test("is not kept if it couldn't be made, and the next request makes it")
  func failing() throws {
    struct Failure: Error {}
    let shared = LargeAnswers(folder: "/tmp")
    #expect(throws: Failure.self) {
      try shared.findOrMake(key, at: 1, modified: nil) { () throws(Failure) in throw Failure() }
    }
    #expect(shared.find(key, at: 1, modified: nil) == nil)
    _ = try shared.findOrMake(key, at: 1, modified: nil) { try Self.answer(shared) }
    #expect(shared.find(key, at: 1, modified: nil) != nil)
    #expect(shared.find(key, at: 1, modified: 7) == nil)
  }

  @Test("is read from a temporary file if it is long, and its digests are those of its bytes")
  func spilled() throws {
    let shared = LargeAnswers(folder: "/tmp")
    let piece = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 5) }
    for level in [nil, 1] {
      var writer = try LargeContentWriter(in: shared.folder, shared.places, level: level)
      for _ in 0..<5 { try writer.append(piece) }
      let made = try writer.finish()
      let whole = Array([piece, piece, piece, piece, piece].joined())
      let sent = try Self.read(made.content)
      #expect(sent.count == made.content.length)
      #expect(
        level == nil ? sent == whole : try GzipDecompressor.decompress(sent, limit: whole.count) == whole)
      #expect(made.digest == SHA256.hash(data: whole))
      #expect(made.sentDigest == SHA256.hash(data: sent))
    }
  }

  @Test("is refused while too many older ones are read slowly, and made again when one has been released")
  func places() throws {
    let shared = LargeAnswers(folder: "/tmp")
    let piece = [UInt8](repeating: 0, count: LargeContent.mostInMemory)
    var slow = try (0..<8).map { _ in try Self.answer(shared, piece) }
    let refusal = #expect(throws: APIError.self) { try Self.answer(shared, piece) }
    guard case .longQuery(.queriesWait)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(try Self.answer(shared, [1]).content.length == 1, "Short content needs no file.")
    // An older answer is better than none.
    let other = LargeAnswers.Key(route: 2, isCompressed: false)
    _ = try shared.findOrMake(other, at: 1, modified: nil) { try Self.answer(shared, [1]) }
    let last = try shared.findOrMake(other, at: 2, modified: nil, keepsLast: { $0 is APIError }) {
      try Self.answer(shared, piece)
    }
    #expect(try Self.read(last.content) == [1] && shared.find(other, at: 2, modified: nil) == nil)
    slow.removeLast()
    #expect(try Self.answer(shared, piece).content.length == piece.count)
  }

  @Test("is refused with the reason if there is no folder for its file")
  func noFolder() throws {
    let shared = LargeAnswers(folder: "/nonexistent")
    let refusal = #expect(throws: APIError.self) {
      try Self.answer(shared, [UInt8](repeating: 0, count: LargeContent.mostInMemory))
    }
    guard case .directory(.unavailable(let reason))? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(reason.contains("/nonexistent"))
  }
}
