internal import Directory

/// What has changed, and what is not published yet.
extension SQLiteDirectoryReader {
  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    try withTimeLimit(dependingOn: .record(key.type, key.slug)) { (connection) throws(DirectoryError) in
      try connection.wasDeleted(key)
    }
  }

  func changePosition() throws(DirectoryError) -> ChangePosition {
    try withTimeLimit(dependingOn: .history) { (connection) throws(DirectoryError) in
      try connection.changePosition()
    }
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try withTimeLimit(dependingOn: .history) { (connection) throws(DirectoryError) in
      try connection.changes(since: since, limit: limit)
    }
  }

  func latestChanges(before id: Int64?, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try withTimeLimit(dependingOn: .history) { (connection) throws(DirectoryError) in
      try connection.latestChanges(before: id ?? .max, limit: limit)
    }
  }

  func differences(of changes: [PublicChange]) throws(DirectoryError) -> [PublicDifference] {
    try inTransaction(dependingOn: .history) { (connection) throws(DirectoryError) in
      let fields = try vocabularyCache().publicFields(in: connection)
      return try changes.map { change throws(DirectoryError) in
        try connection.difference(of: change, showing: fields)
      }
    }
  }

  func lastChange(of key: RecordKey) throws(DirectoryError) -> Int64? {
    try withTimeLimit(dependingOn: .record(key.type, key.slug)) { (connection) throws(DirectoryError) in
      try connection.lastChange(of: key)
    }
  }

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.draft(key) }
  }

  func draftCount() throws(DirectoryError) -> Int {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.draftCount() }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.drafts() }
  }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      // One row more is read because a revision shows its differences from the one before.
      try RecordRevision.history(
        try connection.revisions(of: key, before: before, limit: limit + 1), limit: limit)
    }
  }
}
