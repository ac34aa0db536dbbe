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
  case former(FormerSlug, RecordType)
  /// The record has no picture, or none with the address that the path names.
  case noSuchPicture(RecordKey, hasPicture: Bool)
  case organisationNotStated
  case noSuchProblem(String)
  /// The directory was restored after the changes that `since` names.
  case changesRestarted

  /// True if the path names a record that isn't published but may have a draft.
  var mayBeDraft: Bool {
    switch self {
    case .noSuchItem, .noSuchRecord, .organisationNotStated: true
    case .deleted, .former, .noSuchPicture, .noSuchProblem, .changesRestarted: false
    }
  }
}

extension LookupError {
  /// Returns the error for a record that isn't published: `former` if its slug was one of a record once.
  static func missing(
    _ key: RecordKey, _ reader: any DirectoryReader
  ) throws(DirectoryError) -> LookupError {
    // A county that is a member has the same slug in both lists.
    let kinds: [FormerSlug.Kind?] =
      switch key.type {
      case .member: [.member, .county]
      case .area: [.area, .county]
      default: [FormerSlug.Kind(rawValue: key.type.rawValue)]
      }
    for case let kind? in kinds {
      if let former = try reader.former(kind, slug: key.slug) { return .former(former, key.type) }
    }
    if key.type == .organisation { return .organisationNotStated }
    return DirectoryList(key.type).map { .noSuchItem($0, key.slug) } ?? .noSuchRecord(key)
  }
}
