internal import Directory
internal import HTTPCore

/// What a client needs to know to repeat a write to a record that someone else has changed in the meantime.
struct EditConflict {
  /// The entity tag of the record as it is now.
  let tag: EntityTag
  /// The record as it is now.
  let current: JSONValue
  /// The record as the client has read it; nil if that state isn't known.
  let base: JSONValue?
  /// The record as the client wants it; nil if the write deletes it.
  let wanted: JSONValue?
  /// What the write would change in the current record.
  let changes: [FieldChange]
  /// The revisions since the client has read the record, newest first, at most `mostRevisions` of them; if
  /// the state that it has read isn't known, only the newest one.
  let revisions: [StoredRevision]

  /// A client that has missed more should read the list of revisions.
  static let mostRevisions = 50

  /// What others have changed since; nil if the state that the client has read isn't known.
  var changesSince: [FieldChange]? { base.map { $0.changes(to: current) } }
}
