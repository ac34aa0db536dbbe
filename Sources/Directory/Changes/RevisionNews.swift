internal import Locking
internal import Synchronization

/// The revision number by which the event loops cache responses, and what the last commits have changed. The
/// writer and all readers share it.
///
/// A reader can see a commit before the writer has increased the number, or before the store has noticed the
/// commit of another process. One loop could then send the new state, and after it another loop the old state
/// from its cache. So a reader that sees a commit increases the number before its answer is sent. It doesn't
/// know what the commit has changed, so that counts as everything.
package final class RevisionNews: Sendable {
  private struct Entry {
    let number: UInt64
    let changes: DirectoryChanges
  }

  private struct Log {
    /// The last entries, the oldest first.
    var entries: [Entry] = []
    /// The number before the first of them.
    var start: UInt64
  }

  private let current: Atomic<UInt64>
  /// The directory's number after the last commit that is known, which is at most `current`.
  private let stored: Atomic<UInt64>
  /// Protects changes of both numbers too.
  private let log: Guarded<Log>
  /// A loop that falls further behind makes everything again.
  private static let mostEntries = 256

  package init(number: UInt64) {
    current = Atomic(number)
    stored = Atomic(number)
    log = Guarded(Log(start: number))
  }

  package var number: UInt64 { current.load(ordering: .acquiring) }

  /// Returns the number, and what has changed since an earlier one.
  package func changes(since earlier: UInt64) -> RecentChanges {
    log.withLock { log in
      let number = current.load(ordering: .relaxed)
      guard earlier >= log.start else { return RecentChanges(number: number, changes: .everything) }
      var changes = DirectoryChanges.none
      for entry in log.entries.reversed() {
        guard entry.number > earlier, !changes.isEverything else { break }
        changes.add(entry.changes)
      }
      return RecentChanges(number: number, changes: changes)
    }
  }

  /// Increases the number if the directory's number shows a commit that isn't known yet. Readers call it once
  /// in each transaction.
  package func saw(_ number: UInt64) {
    guard number > stored.load(ordering: .acquiring) else { return }
    log.withLock { log in
      if number > stored.load(ordering: .relaxed) { announce(number, .everything, in: &log) }
    }
  }

  /// Increases the number to at least this one, and by at least one, so that a commit of another program
  /// counts even if it doesn't increase the directory's number. Everything counts as changed.
  package func advance(to number: UInt64) {
    log.withLock { announce(number, .everything, in: &$0) }
  }

  /// Increases the number after a commit of this process.
  ///
  /// - Parameters:
  ///   - number: the directory's number after it.
  ///   - commit: what it has changed, if that is known. It counts only if all commits before it are known.
  package func advance(to number: UInt64, after commit: UncommittedChanges?) {
    log.withLock { log in
      let isNext = stored.load(ordering: .relaxed) == commit?.revision
      announce(number, isNext ? commit?.changes ?? .everything : .everything, in: &log)
    }
  }

  private func announce(_ number: UInt64, _ changes: DirectoryChanges, in log: inout Log) {
    let next = max(number, current.load(ordering: .relaxed) &+ 1)
    if changes.isEverything {
      // What came before doesn't matter any more.
      log.entries.removeAll(keepingCapacity: true)
      log.start = current.load(ordering: .relaxed)
    } else if log.entries.count == Self.mostEntries {
      log.start = log.entries.removeFirst().number
    }
    log.entries.append(Entry(number: next, changes: changes))
    current.store(next, ordering: .releasing)
    // Stored last: a reader that finds the number here knows that `current` counts its commit.
    stored.max(number, ordering: .acquiringAndReleasing)
  }
}

/// What has changed since an earlier number of a store (`DirectoryStore.revisionNumber`).
package struct RecentChanges: Sendable {
  /// The present number.
  package let number: UInt64
  package let changes: DirectoryChanges

  package init(number: UInt64, changes: DirectoryChanges) {
    self.number = number
    self.changes = changes
  }
}
