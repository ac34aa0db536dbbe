internal import Directory
internal import SQLite

/// The rows whose entries in the search index are out of date since the transaction has changed the rows. The
/// entries are written at the end of the transaction, once for each row, in ascending order of the ids. FTS5
/// collects entries in memory while the ids ascend, and writes all of them out at each id that is lower. In
/// another order, that would be most of the work of an edit.
final class PendingIndex {
  private var ids: [SearchType: Set<Int64>] = [:]
  private var count = 0
  private var knownWords = KnownWords()

  /// The most rows that are collected, which limits the memory that an import takes.
  private static let most = 10_000

  /// Forgets the rows and the known words. Call it after a rollback, which also removes words.
  func forget() {
    ids.removeAll()
    count = 0
    knownWords.forget()
  }

  func add(_ type: SearchType, _ id: Int64, in connection: Connection) throws(DirectoryError) {
    if ids[type, default: []].insert(id).inserted { count += 1 }
    if count >= Self.most { try write(in: connection) }
  }

  /// Writes the entries of all rows. Skips rows that have been deleted meanwhile.
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
