internal import Directory

extension DirectoryError {
  /// Whether it says no to what was asked, rather than that the directory cannot answer.
  var isRefusal: Bool {
    switch self {
    case .invalidRecord, .invalidDocument, .stillReferenced, .changedSince, .noSuchImport, .unknownValue,
      .invalidCursor, .notEmpty:
      true
    case .busy, .full, .readOnly, .damaged, .incompatible, .unavailable: false
    }
  }
}
