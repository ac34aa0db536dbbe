internal import HTTPCore
internal import Locking

/// Large answers, made on a worker thread once for each revision and shared by all loops. In the loops' own
/// caches they would displace everything else.
package final class LargeAnswers: Sendable {
  struct Key: Hashable {
    var route: Int
    var isCompressed: Bool
  }

  /// An answer whose content all connections share.
  struct Answer: Sendable {
    /// The fields of the response to GET.
    var fields: [Response.Field]
    var content: LargeContent
    var tag: EntityTag?
    var modified: Int64?
  }

  private struct Kept {
    var revision: UInt64
    var answer: Answer
  }

  /// Where content that is too long for memory has its temporary files.
  let folder: String
  let places = LargeContentPlaces()
  private let kept = Guarded<[Key: Kept]>([:])
  /// Locked while an answer is made, so that other threads wait for it and do not make it again.
  private let making = Guarded(())

  /// - Parameter folder: a folder on a disk with room for some copies of the directory.
  package init(folder: String) { self.folder = folder }

  /// - Parameter modified: the date that the answer must have; nil for none.
  func find(_ key: Key, at revision: UInt64, modified: Int64?) -> Answer? {
    kept.withLock { kept in
      guard let found = kept[key], found.revision == revision, found.answer.modified == modified else {
        return nil
      }
      return found.answer
    }
  }

  /// Returns the answer, and makes and keeps it first if it is missing.
  ///
  /// - Parameters:
  ///   - revision: the revision from before `make` reads anything, so that an answer that a commit has
  ///     overtaken is kept for the older revision.
  ///   - modified: the date of that revision; nil while it has none.
  ///   - keepsLast: called with the error if `make` throws. If it returns true and there is an answer of an
  ///     older revision, that one is returned. It is whole, and says which revision it has.
  func findOrMake<Failure: Error>(
    _ key: Key, at revision: UInt64, modified: Int64?, keepsLast: (Failure) -> Bool = { _ in false },
    _ make: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try making.withLock { _ throws(Failure) in
      if let answer = find(key, at: revision, modified: modified) { return answer }
      let made: Answer
      do throws(Failure) { made = try make() } catch {
        guard keepsLast(error) else { throw error }
        // What is kept of older revisions has places too, which can be freed if no client reads it.
        let last = kept.withLock { kept in
          defer { kept = kept.filter { $0.value.revision == revision } }
          return kept[key]
        }
        do throws(Failure) { made = try make() } catch {
          guard keepsLast(error), let last else { throw error }
          kept.withLock { $0[key] = last }
          return last.answer
        }
      }
      kept.withLock { $0[key] = Kept(revision: revision, answer: made) }
      return made
    }
  }
}
