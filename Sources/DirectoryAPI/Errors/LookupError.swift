internal import Directory

/// A reason why a path that matches a route has no content.
enum LookupError: Error {
  /// The list has no record with this slug or id.
  case noSuchItem(DirectoryList, String)
  /// There is no such record. This is used for types that have no `DirectoryList`, and for writes.
  case noSuchRecord(RecordKey)
  /// Staff has deleted the record.
  case deleted(RecordKey)
  /// The record existed once and has left the directory; `FormerSlug` names its successors.
  case former(FormerSlug, DirectoryList)
  case organisationNotStated
  case noSuchProblem(String)
  /// The directory was restored after the changes that `since` names.
  case changesRestarted

  /// True if the path names a record that isn't published but may have a draft.
  var mayBeDraft: Bool {
    switch self {
    case .noSuchItem, .noSuchRecord, .organisationNotStated: true
    case .deleted, .former, .noSuchProblem, .changesRestarted: false
    }
  }
}
