internal import Directory
internal import HTTPCore

/// `POST /topics/{slug}/merge`
extension RecordJob {
  /// A dry run lists this many changes and only counts the others.
  private static let listedChanges = 1000

  func merge(_ key: RecordKey, _ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try Self.missing(key, editor.reader) }
    let sent = try RecordContent.parse(content).value
    let other = try APIError.wrapping { () throws(DirectoryError) in try Self.target(sent) }
    _ = try checkIfMatch(existing, editor) { _ in nil }
    var listed: [MergeChange] = []
    var count = 0
    let summary = try APIError.wrapping { () throws(DirectoryError) in
      try editor.merge(topic: key.slug, into: other, by: author) { change in
        count += 1
        if isDryRun, listed.count < Self.listedChanges { listed.append(change) }
      }
    }
    let kept = KeptResponse(
      content: JSONWriter.document { json in
        if isDryRun { json.field("dryRun", true) } else { json.field("import", Int(summary.id)) }
        json.field("into", other)
        json.field("members", summary.members)
        json.field("topics", summary.topics)
        json.field("drafts", summary.drafts)
        json.field("draftChanges", summary.draftChanges)
        json.field("formerSlugs", summary.formerSlugs)
        if isDryRun {
          json.array("changes", listed) { json, change in json.object { Self.write(change, to: &$0) } }
          json.field("truncated", count > listed.count)
        }
        json.object("links") {
          $0.field("into", Links.topic(other))
          if !isDryRun { $0.field("undo", "/imports/\(summary.id)/undo") }
        }
      })
    try attempt?.keep(kept, by: editor)
    return EditResult(kept.response, keeps: !isDryRun)
  }

  private static func write(_ change: MergeChange, to json: inout JSONWriter) {
    let after = change.after.map { DocumentJSON.json($0) } ?? .object([])
    json.field("type", change.before.key.type.rawValue)
    json.field("slug", change.before.key.slug)
    json.field("would", change.after == nil ? "delete" : "update")
    json.field("changes", FieldChangeJSON.value(DocumentJSON.json(change.before).changes(to: after)))
  }

  /// Returns the slug in `{"into": "climate"}`.
  private static func target(_ content: JSONValue) throws(DirectoryError) -> String {
    func fault(_ pointer: String, _ code: DocumentFault.Code, _ message: String) -> DirectoryError {
      .invalidRecord([
        DocumentFault(
          pointer: pointer, code: code, message: message, hint: "send {\"into\": \"SLUG\"} and nothing else")
      ])
    }
    guard case .object(let members) = content else { throw fault("", .wrongType, "this isn't an object") }
    if let other = members.first(where: { $0.name != "into" }) {
      throw fault(JSONPointer.child(other.name, of: ""), .unknownField, "there is no such field")
    }
    guard let into = members.first else { throw fault("/into", .missing, "the other topic is missing") }
    guard members.count == 1 else { throw fault("/into", .duplicate, "the field is given twice") }
    guard case .string(let slug) = into.value else { throw fault("/into", .wrongType, "this isn't a text") }
    return slug
  }
}
