internal import Synchronization

/// The number that keys the loops' caches, between the one who commits and those who read.
///
/// A commit can be read before the number has moved. Were that so for a moment only, one loop could show the
/// new state and another, asked after it, the old one from its cache: time would run backwards. So whoever
/// reads while a commit is expected, and sees it, moves the number before the answer goes out.
final class RevisionNews: Sendable {
  private let current: Atomic<UInt64>
  /// What the file's own number will be after the commit that is on its way; 0 where none is.
  private let expected = Atomic<UInt64>(0)

  init(number: UInt64) { current = Atomic(number) }

  var number: UInt64 { current.load(ordering: .acquiring) }

  /// Before the commit, by the one writer.
  func expect(_ number: UInt64) { expected.store(number, ordering: .sequentiallyConsistent) }

  /// After the commit, or what kept it from being one.
  func expectNothing() { expected.store(0, ordering: .sequentiallyConsistent) }

  /// After each look at the file; `read` says what the file's number is now.
  func saw<Failure: Error>(_ read: () throws(Failure) -> UInt64) throws(Failure) {
    let expected = expected.load(ordering: .sequentiallyConsistent)
    guard expected != 0 else { return }
    if try read() >= expected { advance(to: expected) }
  }

  /// It moves in any case: a commit by a tool that knows nothing of our number counts as well.
  func advance(to number: UInt64) {
    var known = current.load(ordering: .relaxed)
    while true {
      let (isExchanged, original) = current.compareExchange(
        expected: known, desired: max(number, known &+ 1), ordering: .acquiringAndReleasing)
      if isExchanged { return }
      known = original
    }
  }
}
