internal import Synchronization

/// The revision number by which the event loops cache responses. The writer and all readers share it.
///
/// A reader can see a commit before the writer has increased the number, or before the store has noticed the
/// commit of another process. One loop could then send the new state, and after it another loop the old state
/// from its cache. So a reader that sees a commit increases the number before its answer is sent.
package final class RevisionNews: Sendable {
  private let current: Atomic<UInt64>
  /// The directory's number after the last commit that is known, which is at most `current`.
  private let stored: Atomic<UInt64>

  package init(number: UInt64) {
    current = Atomic(number)
    stored = Atomic(number)
  }

  package var number: UInt64 { current.load(ordering: .acquiring) }

  /// Increases the number if the directory's number shows a commit that isn't known yet. Readers call it once
  /// in each transaction.
  package func saw(_ number: UInt64) {
    if number > stored.load(ordering: .acquiring) { advance(to: number) }
  }

  /// Increases the number to at least this one, and by at least one, so that a commit of another program
  /// counts even if it doesn't increase the directory's number.
  package func advance(to number: UInt64) {
    var known = current.load(ordering: .relaxed)
    while true {
      let (isExchanged, original) = current.compareExchange(
        expected: known, desired: max(number, known &+ 1), ordering: .acquiringAndReleasing)
      if isExchanged { break }
      known = original
    }
    // Stored last: a reader that finds the number here knows that `current` counts its commit.
    stored.max(number, ordering: .acquiringAndReleasing)
  }
}
