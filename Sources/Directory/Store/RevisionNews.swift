internal import Synchronization

/// The number that keys the loops' caches, between the one that commits and those that read.
///
/// A commit can be read before the number has moved. If that were so for a moment only, one loop could show
/// the new state, and another one, asked after it, the old state from its cache: time would run backwards. So
/// a reader that sees a commit which is expected moves the number before its answer is sent.
package final class RevisionNews: Sendable {
  private let current: Atomic<UInt64>
  /// The number that the directory will have after the commit that is on its way; 0 if there is none.
  private let expected = Atomic<UInt64>(0)

  package init(number: UInt64) { current = Atomic(number) }

  package var number: UInt64 { current.load(ordering: .acquiring) }

  /// Announces a commit. Called before it, by the one writer.
  package func expect(_ number: UInt64) { expected.store(number, ordering: .sequentiallyConsistent) }

  /// Ends the announcement. Called after the commit, or after its failure.
  package func expectNothing() { expected.store(0, ordering: .sequentiallyConsistent) }

  /// Moves the number if what was read is already the expected commit. Called after each look at the
  /// directory.
  ///
  /// - Parameter read: returns the directory's number now.
  package func saw<Failure: Error>(_ read: () throws(Failure) -> UInt64) throws(Failure) {
    let expected = expected.load(ordering: .sequentiallyConsistent)
    guard expected != 0 else { return }
    if try read() >= expected { advance(to: expected) }
  }

  /// Moves the number to this one at least, and by one at least: a commit by a tool that does not move the
  /// directory's number counts as well.
  package func advance(to number: UInt64) {
    var known = current.load(ordering: .relaxed)
    while true {
      let (isExchanged, original) = current.compareExchange(
        expected: known, desired: max(number, known &+ 1), ordering: .acquiringAndReleasing)
      if isExchanged { return }
      known = original
    }
  }
}
