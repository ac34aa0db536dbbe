import Dispatch
import Locking
import Testing

@Suite("A guarded value")
struct GuardedTests {
  private struct Refused: Error {}

  /// What can't be copied can be guarded too.
  private struct Handle: ~Copyable {
    var number = 1
  }

  /// Returns what `body` returns on another thread.
  private func onAnotherThread<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "another").async { continuation.resume(returning: body()) }
    }
  }

  private final class Box: Sendable {
    let numbers = Guarded<[Int]>([])
  }

  @Test("is changed by one thread at a time")
  func exclusive() {
    let box = Box()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<1_000 { box.numbers.withLock { $0.append($0.count) } }
    }
    #expect(box.numbers.withLock { $0 } == Array(0..<8_000))
  }

  @Test("isn't waited for by a thread that only tries to take it")
  func trying() async {
    let box = Box()
    let (isHeld, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let held: Void = onAnotherThread {
      box.numbers.withLock { _ in
        isHeld.signal()
        mayEnd.wait()
      }
    }
    let whileHeld = await onAnotherThread {
      isHeld.wait()
      let answer = box.numbers.withLockIfAvailable { $0.count }
      mayEnd.signal()
      return answer
    }
    await held
    #expect(whileHeld == nil)
    #expect(box.numbers.withLockIfAvailable { $0.count } == 0)
  }

  @Test("is released by an error too")
  func errors() {
    let box = Box()
    #expect(throws: Refused.self) { try box.numbers.withLock { _ in throw Refused() } }
    #expect(throws: Refused.self) { try box.numbers.withLockIfAvailable { _ in throw Refused() } }
    #expect(box.numbers.withLockIfAvailable { $0.isEmpty } == true)
  }

  @Test("may be one that cannot be copied")
  func noncopyable() {
    let handle = Guarded(Handle())
    handle.withLock { $0.number += 1 }
    #expect(handle.withLock { $0.number } == 2)
  }
}
