internal import Directory
internal import HTTPCore

extension RecordJob {
  /// Writes `new` unless nothing changes, which needs no revision, and returns the response.
  ///
  /// - Parameter tag: the entity tag of the existing record, if it is known.
  func save(
    _ new: StoredRecord, over existing: StoredRecord?, tagged tag: EntityTag? = nil, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let new = try APIError.wrapping { () throws(DirectoryError) in
      StoredRecord(try editor.settled(new.record), new.status)
    }
    let isChange = existing != new
    let state =
      isChange
      ? try APIError.wrapping { () throws(DirectoryError) in
        try editor.save(new, by: author, replacing: tag?.text)
      } : NewRevision.State(new)
    if isDryRun {
      let would = existing == nil ? "create" : isChange ? "update" : "nothing"
      return EditResult(preview(would, existing, new), keeps: false)
    }
    // The tag has to be the one that GET sends.
    assert((try? editor.stored(new.record.key)) == new, "\(new.record.key) is stored as it was not written")
    var content = try representation(new, editor.reader, namesState: false)
    content.state = RecordState(of: state)
    let kept = KeptResponse(
      location: existing == nil ? Links.record(new.record.key) : "", tag: EntityTag(of: content).text,
      content: content.bytes)
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

  /// Returns the same content as GET with a token: If-Match is compared with its tag.
  ///
  /// - Parameter namesState: whether the content of a published record has its state.
  func representation(
    _ stored: StoredRecord, _ reader: any StaffReader, namesState: Bool = true
  ) throws(APIError) -> Content {
    switch stored.status {
    case .published: try Self.published(stored.record.key, reader, reader, settings, namesState: namesState)
    case .draft: DraftJSON.content(stored.record)
    }
  }

  /// Returns the same for the record with that key, or nil if there is none.
  static func representation(
    _ key: RecordKey, _ reader: any StaffReader, _ settings: APISettings
  ) throws(APIError) -> Content? {
    let draft = try APIError.wrapping { () throws(DirectoryError) in try reader.draft(key) }
    if let draft { return DraftJSON.content(draft) }
    do throws(APIError) { return try published(key, reader, reader, settings) } catch {
      if case .lookup = error { return nil }
      throw error
    }
  }

  /// - Parameter staff: the same reader, or nil to answer as if without a token.
  static func published(
    _ key: RecordKey, _ reader: any DirectoryReader, _ staff: (any StaffReader)?, _ settings: APISettings,
    namesState: Bool = true
  ) throws(APIError) -> Content {
    guard let route = Routes.item(key.type), case .loop(let handler) = route.handler else {
      throw .lookup(.noSuchRecord(key))
    }
    let call = Call(
      route: route, path: key.path, arguments: try Arguments(Query(), for: []), format: .json,
      hasSuffix: false, settings: settings, reader: reader, staff: staff, namesState: namesState)
    return try handler(call)
  }
}
