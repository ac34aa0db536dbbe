package import Crypto
internal import HTTPCore
internal import Locking

/// The `Last-Modified` dates of the contents that were sent lately. All event loops share them.
///
/// A commit changes the date of the directory, but only few answers. Content that is made again after a
/// commit and has the same bytes keeps its date, so that the date of a record or list moves only when it
/// does.
///
/// A target has one entry, for the content that was made last. Other content gets the date of the directory,
/// even if it was sent earlier: a client that got the content in between has a later date than that.
package final class ContentDates: Sendable {
  /// When there are as many new entries, the older ones are dropped, so at most twice as many are kept. They
  /// take about 1 MB.
  private static let mostNewEntries = 8_192

  private struct Entry {
    /// 64 bits of the digest of the content.
    var content: UInt64
    var seconds: Int64
    /// The date of the directory when the content was last made.
    var latest: Int64
  }

  private let entries = Guarded((new: [UInt64: Entry](), old: [UInt64: Entry]()))
  private let hash = ByteHash()

  /// Returns the date of the content in seconds since 1970, or nil if none may be sent now.
  ///
  /// - Parameters:
  ///   - target: the path and the query.
  ///   - media: the number of the format, which Accept may have chosen.
  ///   - directory: the date of the directory (`ModificationDates.date`), or nil if it has none.
  package func date(
    of digest: SHA256.Digest, at target: Range<Int>, in bytes: Span<UInt8>, media: Int, directory: Int64?,
    now: Int64
  ) -> Int64? {
    let key = hash(target, in: bytes) ^ UInt64(truncatingIfNeeded: media)
    let content = unsafe digest.withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt64.self) }
    let seconds = entries.withLock { entries -> Int64? in
      let known = entries.new[key] ?? entries.old[key]
      let entry: Entry?
      if let known, known.content == content {
        entry = Entry(
          content: content, seconds: known.seconds, latest: max(known.latest, directory ?? known.latest))
      } else if let directory {
        // A thread may be late with content of an earlier revision, or with the date of one. If this content
        // kept a date that other content has had, a client that knows only dates would keep that other
        // content.
        if let known, directory <= known.latest { return directory }
        entry = Entry(content: content, seconds: directory, latest: directory)
      } else {
        entry = nil
      }
      entries.old[key] = nil
      entries.new[key] = entry
      if entries.new.count >= Self.mostNewEntries { entries = (new: [:], old: entries.new) }
      return entry?.seconds
    }
    // Not if the clock was set back meanwhile: the date may not be later than Date (RFC 9110 §8.8.2.1).
    return seconds.flatMap { $0 < now ? $0 : nil }
  }
}
