internal import Directory
internal import HTTPCore

/// Why a write is refused, apart from the rules of the directory itself (`DirectoryError`).
enum WritingError: Error {
  // The fields of the request.
  case preconditionRequired
  case unsupportedMediaType(allowed: [MediaType], isPatch: Bool)
  case unsupportedCoding
  case invalidKey
  /// Another request with the same Idempotency-Key is being processed.
  case keyInFlight
  case keyReused

  // The content.
  case malformedContent(String)
  case importFaults([ImportFault])

  // The record.
  case exists(RecordKey, RecordStatus)
  case changed(tag: EntityTag, current: JSONValue, changes: [FieldChange])
  case noSuchRevision(String)
  case noSuchImport(String)
}
