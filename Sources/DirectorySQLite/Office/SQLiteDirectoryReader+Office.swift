internal import Directory
internal import SQLite

extension SQLiteDirectoryReader {
  func revision(_ id: Int64, of key: RecordKey) throws(DirectoryError) -> RevisionDetail? {
    try inTransaction { (connection) throws(DirectoryError) in
      let next = id == .max ? nil : id + 1
      let rows = try connection.revisions(of: key, before: next, limit: 2)
      guard rows.first?.id == id else { return nil }
      let newest = try connection.revisions(of: key, before: nil, limit: 1).first
      return try RevisionDetail(of: key.type, rows, newest: newest)
    }
  }

  func activity(_ query: ActivityQuery) throws(DirectoryError) -> HistoryPage<Activity> {
    try inTransaction { (connection) throws(DirectoryError) in try connection.activity(query) }
  }

  func deletions(
    of type: RecordType?, limit: Int, before: Int64?
  ) throws(DirectoryError) -> HistoryPage<Activity> {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.deletions(of: type, limit: limit, before: before)
    }
  }

  func imports(limit: Int, before: Int64?) throws(DirectoryError) -> [ImportEntry] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.imports(limit: limit, before: before)
    }
  }

  func overview(oldBefore time: Int64) throws(DirectoryError) -> OverviewFigures {
    try inTransaction { (connection) throws(DirectoryError) in try connection.overview(oldBefore: time) }
  }

  func drafts(of types: [RecordType], limit: Int) throws(DirectoryError) -> [DirectoryRecord] {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.drafts(of: types, limit: limit)
    }
  }

  func members(withWebsiteAt host: String, limit: Int) throws(DirectoryError) -> [String] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.members(withWebsiteAt: host, limit: limit)
    }
  }
}
