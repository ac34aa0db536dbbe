internal import Directory

extension DirectoryError {
  /// True if the request is at fault, and false if the directory is not available.
  var isRefusal: Bool {
    switch self {
    case .invalidRecord, .invalidDocument, .stillReferenced, .changedSince, .neededSince, .noSuchImport,
      .unknownValue, .invalidCursor, .notEmpty, .lastAdmin:
      true
    case .busy, .timeLimit, .full, .readOnly, .damaged, .incompatible, .unavailable: false
    }
  }
}
