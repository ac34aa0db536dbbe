internal import Directory
internal import HTTPCore

/// Writes draft changes.
enum DraftChangeJSON {
  /// The content has a state, which is the same as long as the draft change itself is.
  static func content(
    _ change: DraftChange, _ reader: any StaffReader
  ) throws(DirectoryError) -> Content {
    let comparison = try DraftChangeComparison(change, reader)
    let patch = try change.parsedPatch()
    var content = Content(
      bytes: JSONWriter.document { write(change, patch, comparison, to: &$0) })
    content.state = RecordState(of: NewRevision.State(status: .draft, document: change.version))
    return content
  }

  static func write(
    _ change: DraftChange, _ patch: JSONValue, _ comparison: DraftChangeComparison,
    to json: inout JSONWriter
  ) {
    let key = comparison.key
    json.field("id", Int(change.id))
    json.field("type", key.type.rawValue)
    json.field("slug", key.slug)
    json.field("name", comparison.name)
    json.field("recordStatus", comparison.current?.status.rawValue ?? "deleted")
    json.field("state", change.state.rawValue)
    json.field("author", change.author)
    json.field("createdAt", RFC3339.text(change.createdAt))
    json.field("updatedAt", RFC3339.text(change.updatedAt))
    json.fieldOrNull("publishAt", change.publishAt.map { RFC3339.text($0) })
    json.field("note", change.note)
    json.field("patch", patch)
    json.field("baseTag", change.baseTag)
    json.field("changes", FieldChangeJSON.value(comparison.changes))
    json.array("conflicts", comparison.conflicts) { $0.element($1) }
    json.field("reason", change.reason)
    json.field("decidedBy", change.decidedBy)
    json.field("decidedAt", change.decidedAt.map { RFC3339.text($0) })
    json.field("problem", change.problem)
    json.object("links") { json in
      json.field("self", Links.draftChange(change.id))
      if comparison.current != nil { json.field("record", Links.record(key)) }
      guard change.state.isOpen else { return }
      json.field("publish", Links.draftChange(change.id) + "/publish")
      json.field("decline", Links.draftChange(change.id) + "/decline")
    }
  }
}

extension Links {
  static func draftChange(_ id: Int64) -> String { "/draft-changes/\(id)" }
}
