internal import HTTPCore
internal import Synchronization

/// Large responses, made on a worker thread once for each revision and shared by all loops. In the loops' own
/// caches they would displace everything else.
package final class LargeAnswers: Sendable {
  struct Key: Hashable {
    var route: Int
    var isCompressed: Bool
  }

  /// A response whose bytes all connections share.
  struct Entry: Sendable {
    /// The response to GET, with its content.
    var response: Response
    var tag: EntityTag?
    var modified: Int64?
  }

  private struct Kept {
    var revision: UInt64
    var entry: Entry
  }

  private let kept = Mutex<[Key: Kept]>([:])
  /// Locked while an entry is made, so that other threads wait for it and do not make it again.
  private let making = Mutex(())

  package init() {}

  /// - Parameter modified: the date that the entry must have; nil for none.
  func find(_ key: Key, at revision: UInt64, modified: Int64?) -> Entry? {
    kept.withLock { kept in
      guard let found = kept[key], found.revision == revision, found.entry.modified == modified else {
        return nil
      }
      return found.entry
    }
  }

  /// Returns the entry, and makes and keeps it first if it is missing.
  ///
  /// - Parameters:
  ///   - revision: the revision from before `make` reads anything, so that an entry that a commit has
  ///     overtaken is kept for the older revision.
  ///   - modified: the date of that revision; nil while it has none.
  func findOrMake<Failure: Error>(
    _ key: Key, at revision: UInt64, modified: Int64?, _ make: () throws(Failure) -> Entry
  ) throws(Failure) -> Entry {
    try making.withLock { _ throws(Failure) in
      if let entry = find(key, at: revision, modified: modified) { return entry }
      let made = try make()
      kept.withLock { $0[key] = Kept(revision: revision, entry: made) }
      return made
    }
  }
}
