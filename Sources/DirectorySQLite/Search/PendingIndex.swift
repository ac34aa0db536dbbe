internal import Directory
internal import SQLite

/// The rows whose entries in the search index a transaction has made stale. Written when it is about to end,
/// once for each row and in the order of their ids: FTS5 gathers what it is given only as long as the ids
/// ascend, and writes it all out at each that does not, which in any other order is most of a correction's
/// work.
final class PendingIndex {
  private var ids: [SearchType: Set<Int64>] = [:]
  private var count = 0
  private var knownWords = KnownWords()

  /// An import is held to the memory that these take.
  private static let most = 10_000

  /// What is rolled back takes its words along.
  func forget() {
    ids.removeAll()
    count = 0
    knownWords.forget()
  }

  func add(_ type: SearchType, _ id: Int64, in connection: Connection) throws(DirectoryError) {
    if ids[type, default: []].insert(id).inserted { count += 1 }
    if count >= Self.most { try write(in: connection) }
  }

  /// Of rows that are gone by now there is nothing to write.
  func write(in connection: Connection) throws(DirectoryError) {
    for type in SearchType.allCases {
      for id in (ids[type] ?? []).sorted() {
        try connection.indexForSearch(type, id: id, knownWords: &knownWords)
      }
    }
    ids.removeAll()
    count = 0
  }
}
