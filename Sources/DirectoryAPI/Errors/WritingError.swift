internal import Directory
internal import HTTPCore

/// Why a write is refused, apart from the rules of the directory itself (`DirectoryError`).
enum WritingError: Error {
  // The fields of the request.
  case preconditionRequired
  case unsupportedMediaType(allowed: [MediaType], isPatch: Bool)
  case unsupportedCoding
  case idempotencyKey(IdempotencyKeyError)

  // The content.
  case malformedContent(String)
  case importFaults([ImportFault])

  // The record.
  case exists(RecordKey, RecordStatus)
  case changed(tag: EntityTag, current: JSONValue, changes: [FieldChange])
  case noSuchRevision(String)
  case noSuchImport(String)

  enum IdempotencyKeyError: Error {
    case invalid
    /// A request with the same key is being processed.
    case inFlight
    /// The key was used for another request.
    case reused
  }
}
