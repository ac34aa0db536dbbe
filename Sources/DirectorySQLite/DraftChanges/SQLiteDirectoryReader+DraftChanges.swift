internal import Directory

extension SQLiteDirectoryReader {
  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord? {
    try inTransaction { (connection) throws(DirectoryError) in
      if let record = try connection.published(key) { return StoredRecord(record, .published) }
      return try connection.draft(key).map { StoredRecord($0, .draft) }
    }
  }

  func draftChange(_ id: Int64) throws(DirectoryError) -> DraftChange? {
    try inTransaction { (connection) throws(DirectoryError) in try connection.draftChange(id) }
  }

  func draftChanges(_ query: DraftChangeQuery) throws(DirectoryError) -> [Int64] {
    try inTransaction { (connection) throws(DirectoryError) in try connection.draftChanges(query) }
  }

  func openDraftChanges(by author: String) throws(DirectoryError) -> Int {
    try inTransaction { (connection) throws(DirectoryError) in try connection.openDraftChanges(by: author) }
  }

  func draftChangesDue(at time: Int64, limit: Int) throws(DirectoryError) -> [Int64] {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.draftChangesDue(at: time, limit: limit)
    }
  }

  func previewLink(_ digest: [UInt8]) throws(DirectoryError) -> PreviewLink? {
    try inTransaction { (connection) throws(DirectoryError) in try connection.previewLink(digest) }
  }
}
