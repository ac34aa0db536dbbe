internal import Directory
internal import HTTPCore

extension RecordJob {
  /// Writes `new` unless nothing changes, which needs no revision, and returns the response.
  func save(
    _ new: StoredRecord, over existing: StoredRecord?, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let isChange = existing != new
    if isChange {
      try APIError.wrapping { () throws(DirectoryError) in try editor.save(new, by: author) }
    }
    if isDryRun {
      let would = existing == nil ? "create" : isChange ? "update" : "nothing"
      return EditResult(preview(would, existing, new), keeps: false)
    }
    let content = try representation(new, editor)
    let kept = KeptResponse(
      location: existing == nil ? Links.record(new.record.key) : "", tag: EntityTag(of: content).text,
      content: content)
    try attempt?.keep(kept, about: new.record.key, by: editor)
    return EditResult(kept.response, keeps: isChange || attempt != nil)
  }

  /// Returns the response to a dry run.
  func preview(_ would: String, _ old: StoredRecord?, _ new: StoredRecord?) -> Response {
    let before = old.map { DocumentJSON.json($0) } ?? .object([])
    let after = new.map { DocumentJSON.json($0) } ?? .object([])
    let content = JSONWriter.document { json in
      json.field("dryRun", true)
      json.field("would", would)
      json.field("changes", FieldChangeJSON.value(before.changes(to: after)))
      json.field("record", new.map { DocumentJSON.json($0) })
    }
    return KeptResponse(content: content).response
  }

  /// Returns the same bytes as GET with a token: If-Match is compared with their tag.
  func representation(
    _ stored: StoredRecord, _ editor: RecordEditor
  ) throws(APIError) -> [UInt8] {
    let key = stored.record.key
    guard stored.status == .published, let route = Routes.item(key.type),
      case .loop(let handler) = route.handler
    else { return DraftJSON.document(stored.record) }
    let call = Call(
      route: route, path: key.path, arguments: try Arguments(Query(), for: []), format: .json,
      hasSuffix: false, settings: settings, reader: editor.reader, staff: editor.reader)
    return try handler(call).bytes
  }
}
