internal import Synchronization

/// The revision number by which the event loops cache responses. The writer and all readers share it.
///
/// A reader can see a commit before the writer has increased the number. One loop could then send the new
/// state, and after it another loop the old state from its cache. So a reader that sees the commit that the
/// writer has announced increases the number before its answer is sent.
package final class RevisionNews: Sendable {
  private let current: Atomic<UInt64>
  /// The number that the directory will have after the announced commit, or 0 if none is announced.
  private let expected = Atomic<UInt64>(0)

  package init(number: UInt64) { current = Atomic(number) }

  package var number: UInt64 { current.load(ordering: .acquiring) }

  /// Announces a commit. The writer calls it before the commit.
  package func expect(_ number: UInt64) { expected.store(number, ordering: .sequentiallyConsistent) }

  /// Ends the announcement. The writer calls it after the commit, or after its failure.
  package func expectNothing() { expected.store(0, ordering: .sequentiallyConsistent) }

  /// Increases the number if the announced commit can be read already. Readers call it after each query.
  ///
  /// - Parameter read: returns the directory's current number.
  package func saw<Failure: Error>(_ read: () throws(Failure) -> UInt64) throws(Failure) {
    let expected = expected.load(ordering: .sequentiallyConsistent)
    guard expected != 0 else { return }
    if try read() >= expected { advance(to: expected) }
  }

  /// Increases the number to at least this one, and by at least one, so that a commit of another program
  /// counts even if it doesn't increase the directory's number.
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
