internal import Directory

extension SQLiteRecordTables {
  func add(_ change: DraftChange) throws(DirectoryError) -> Int64 { try connection.add(change) }

  func put(_ change: DraftChange) throws(DirectoryError) { try connection.put(change) }

  func removeDraftChange(_ id: Int64) throws(DirectoryError) { try connection.removeDraftChange(id) }

  func openDraftChanges(namingTopic slug: String) throws(DirectoryError) -> [DraftChange] {
    try connection.openDraftChanges(namingTopic: slug)
  }

  func endSchedules(because problem: String) throws(DirectoryError) {
    try connection.endSchedules(because: problem)
  }

  func put(_ link: PreviewLink, keeping most: Int) throws(DirectoryError) {
    try connection.put(link, keeping: most)
  }

  func removePreviewLink(_ digest: [UInt8]) throws(DirectoryError) {
    try connection.removePreviewLink(digest)
  }

  func removePreviewLinks(of change: Int64) throws(DirectoryError) {
    try connection.removePreviewLinks(of: change)
  }

  func removePreviewLinks(until time: Int64) throws(DirectoryError) {
    try connection.removePreviewLinks(until: time)
  }
}
