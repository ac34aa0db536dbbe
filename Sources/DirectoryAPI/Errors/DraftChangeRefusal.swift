internal import Directory
internal import HTTPCore

/// A reason why a request about a draft change or a preview is refused.
enum DraftChangeRefusal: Error {
  /// No draft change has that number.
  case unknown(String)
  /// The content of the request has faults, apart from those of the record.
  case invalid([DocumentFault])
  /// It was published or declined.
  case decided(DraftChange.State)
  /// Others have changed the fields with these pointers.
  case conflicts(EditConflict, pointers: [String])
  /// If-Match names another state than the present one.
  case changed(tag: EntityTag, current: JSONValue)
  /// The author has that many open ones.
  case tooMany(Int)
  /// No preview has that secret.
  case unknownPreview
  /// The draft change of the preview was published or declined.
  case previewEnded(DraftChange.State)
  /// Records of that type have no page.
  case noPage(RecordType)
}
