internal import Directory
internal import HTTPCore

/// A reason why a write is refused, in addition to the rules of the directory (`DirectoryError`).
enum WritingError: Error {
  // The fields of the request.
  /// If-Match is missing. The tag is that of the record, if there is one.
  case preconditionRequired(tag: EntityTag?)
  case unsupportedMediaType(allowed: [MediaType], isPatch: Bool)
  case unsupportedCoding
  case idempotencyKey(IdempotencyKeyError)

  // The content.
  case malformedContent(String)
  case importFaults([ImportFault])
  case picture(PictureRefusal)

  // The record.
  case exists(RecordKey, RecordStatus)
  /// There is no record to replace, and the request doesn't say that it creates one.
  case nothingToReplace(LookupError)
  case changed(EditConflict)
  case draftChange(DraftChangeRefusal)
  case noSuchRevision(String)
  case noSuchImport(String)
  /// The import isn't the one that a dry run has shown, or the directory has changed since.
  case importChanged

  enum IdempotencyKeyError: Error {
    case invalid
    /// A request with the same key is being processed.
    case inFlight
    /// The key was used for another request.
    case reused
  }
}
