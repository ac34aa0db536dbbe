internal import Directory

/// Why there is nothing to show at a path that a route matches.
enum LookupError: Error {
  /// The list has no record with this slug or id.
  case noSuchItem(DirectoryList, String)
  /// There is no such record; for types that have no `DirectoryList`, and for writes.
  case noSuchRecord(RecordKey)
  /// Staff has deleted the record.
  case deleted(RecordKey)
  /// The record existed once and has left the directory; `FormerSlug` names its successors.
  case former(FormerSlug, DirectoryList)
  case organisationNotStated
  case noSuchProblem(String)

  /// True if the path names a record that is not published; there may be a draft of it.
  var mayBeDraft: Bool {
    switch self {
    case .noSuchItem, .noSuchRecord, .organisationNotStated: true
    case .deleted, .former, .noSuchProblem: false
    }
  }
}
