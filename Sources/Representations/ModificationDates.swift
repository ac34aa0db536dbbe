package import Directory
internal import Locking

/// Gives each revision its `Last-Modified` date, or none. All event loops share it.
///
/// A client sends the date back, and gets a 304 if nothing has changed since. So no two states may have the
/// same date, although dates have whole seconds and clocks can be set back:
///
/// - A date is sent only when its second is over. A later commit then has a later date, unless the clock was
///   set back.
/// - A commit whose clock is behind the date of the one before gets the next second (`moveRevision`).
/// - If a commit has the date of another revision after all, because the clock was set back to the very
///   second of the last commit, no date is sent until the next commit.
/// - No date is before the start of the program: another version may write the same records differently.
package final class ModificationDates: Sendable {
  /// The dates of contents, which may be earlier than that of the revision.
  package let contents = ContentDates()
  private let earliest: Int64
  /// The latest date that was sent, and the revision that it belongs to.
  private let sent = Guarded((seconds: Int64.min, number: UInt64(0)))

  /// - Parameter startedAt: when the program was started, in seconds since 1970.
  package init(startedAt: Int64 = 0) { earliest = startedAt }

  /// Returns the date of the revision in seconds since 1970, or nil if none may be sent now.
  package func date(of revision: Revision, now: Int64) -> Int64? {
    let seconds = max(revision.changedAt, earliest)
    guard seconds < now else { return nil }
    return sent.withLock { sent in
      if seconds > sent.seconds { sent = (seconds, revision.number) }
      return sent == (seconds, revision.number) ? seconds : nil
    }
  }
}
