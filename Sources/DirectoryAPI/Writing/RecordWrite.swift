internal import Directory
internal import HTTPCore

/// One write to one record, from its content to its answer; runs inside an edit.
struct RecordWrite: Sendable {
  let write: Write
  let path: [String]
  let author: Author
  let isDryRun: Bool
  let conditions: WriteConditions
  let content: [UInt8]
  /// None for a dry run.
  let attempt: Attempt?
  let settings: APISettings

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    switch write.operation {
    case .create(let type): return try create(type, editor)
    case .replace(let type): return try replace(key(type), editor)
    case .patch(let type): return try patch(key(type), editor)
    case .delete(let type): return try delete(key(type), editor)
    case .restore(let type): return try restore(key(type), editor)
    case .importing, .undoImport: throw .directory(.unavailable("an import is no write to one record"))
    }
  }

  private func key(_ type: RecordType) -> RecordKey {
    type == .organisation ? .organisation : RecordKey(type, path.first ?? "")
  }

  func ask<Answer>(_ question: () throws(DirectoryError) -> Answer) throws(APIError) -> Answer {
    do { return try question() } catch { throw .directory(error) }
  }
}

/// What each method does.
extension RecordWrite {
  private func create(
    _ type: RecordType, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let (record, status) = try RecordContent.parse(content).record(type, keeping: nil)
    if let existing = try stored(record.key, editor) {
      throw .writing(.exists(record.key, existing.status))
    }
    return try save(StoredRecord(record, status ?? .published), over: nil, editor)
  }

  private func replace(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let content = try RecordContent.parse(content)
    let existing = try stored(key, editor)
    let (record, status) = try content.record(key.type, keeping: key)
    if conditions.mustBeNew {
      if let existing { throw .writing(.exists(key, existing.status)) }
      return try save(StoredRecord(record, status ?? .published), over: nil, editor)
    }
    guard let existing else { throw try missing(key, editor) }
    let new = StoredRecord(record, status ?? existing.status)
    try weigh(existing, becoming: new, editor)
    return try save(new, over: existing, editor)
  }

  private func patch(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try missing(key, editor) }
    let patch = try RecordContent.parse(content)
    let (record, status) = try RecordContent(
      value: DocumentJSON.json(existing.record).merged(with: patch.value)
    ).record(key.type, keeping: key)
    let new = StoredRecord(record, status ?? existing.status)
    try weigh(existing, becoming: new, editor)
    return try save(new, over: existing, editor)
  }

  private func delete(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try missing(key, editor) }
    try weigh(existing, becoming: nil, editor)
    try ask { () throws(DirectoryError) in try editor.delete(key, by: author) }
    if isDryRun { return EditResult(preview("delete", existing, nil), keeps: false) }
    return EditResult(Response(.noContent, fields: Self.fields), keeps: true)
  }

  private func restore(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let number = path.last ?? ""
    let former = try Int64(number).flatMap { id throws(APIError) in
      try ask { () throws(DirectoryError) in try editor.record(key, asOf: id) }
    }
    guard let former else { throw .writing(.noSuchRevision(number)) }
    let existing = try stored(key, editor)
    if let existing {
      guard !conditions.ifMatch.isEmpty else { throw .writing(.preconditionRequired) }
      try weigh(existing, becoming: former, editor)
    }
    return try save(former, over: existing, editor)
  }

  private func stored(_ key: RecordKey, _ editor: RecordEditor) throws(APIError) -> StoredRecord? {
    try ask { () throws(DirectoryError) in try editor.stored(key) }
  }

  private func missing(_ key: RecordKey, _ editor: RecordEditor) throws(APIError) -> APIError {
    let isGone = try ask { () throws(DirectoryError) in try editor.reader.wasDeleted(key) }
    return .writing(isGone ? .deleted(key) : .noSuch(key))
  }

  /// Throws unless the record is what If-Match says (RFC 9110 §13.1.1), with what has come between.
  private func weigh(
    _ existing: StoredRecord, becoming new: StoredRecord?, _ editor: RecordEditor
  ) throws(APIError) {
    if conditions.matchAny { return }
    let content = try representation(existing, editor)
    guard !conditions.match(content) else { return }
    let current = DocumentJSON.json(existing)
    throw .writing(
      .changed(
        tag: EntityTag(of: content), current: current,
        changes: new.map { current.changes(to: DocumentJSON.json($0)) } ?? []))
  }
}

/// What is answered.
extension RecordWrite {
  static let fields: [Response.Field] =
    [Response.Field("Cache-Control", "private, no-store")] + CrossOrigin.fields

  private func save(
    _ new: StoredRecord, over existing: StoredRecord?, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    // Nothing to write is no revision.
    let isChange = existing != new
    if isChange {
      try ask { () throws(DirectoryError) in try editor.save(new, by: author) }
    }
    if isDryRun {
      let would = existing == nil ? "create" : isChange ? "update" : "nothing"
      return EditResult(preview(would, existing, new), keeps: false)
    }
    let content = try representation(new, editor)
    let location = Links.record(new.record.key)
    let answer = KeptAnswer(
      fingerprint: attempt?.fingerprint ?? [], location: existing == nil ? location : "",
      tag: EntityTag(of: content).text, content: content)
    try attempt?.keep(answer, about: new.record.key, by: editor)
    return EditResult(answer.response, keeps: isChange || attempt != nil)
  }

  private func preview(_ would: String, _ old: StoredRecord?, _ new: StoredRecord?) -> Response {
    let before = old.map { DocumentJSON.json($0) } ?? .object([])
    let after = new.map { DocumentJSON.json($0) } ?? .object([])
    let content = JSONWriter.document { json in
      json.field("dryRun", true)
      json.field("would", would)
      json.field("changes", ChangeJSON.value(before.changes(to: after)))
      json.field("record", new.map { DocumentJSON.json($0) })
    }
    return Response(
      .ok, fields: Self.fields + [Response.Field("Content-Type", "\(MediaType.json.field)")],
      body: .bytes(content))
  }

  /// What GET says to whoever shows a token, octet for octet: its tag is what If-Match is held against.
  private func representation(
    _ stored: StoredRecord, _ editor: RecordEditor
  ) throws(APIError) -> [UInt8] {
    let key = stored.record.key
    guard stored.status == .published, let route = Routes.item(key.type),
      case .loop(let handler) = route.handler
    else { return DraftJSON.document(stored.record) }
    let arguments: Arguments
    arguments = try Arguments(Query(), for: [])
    let call = Call(
      route: route, path: key.type == .organisation ? [] : [key.slug], arguments: arguments, format: .json,
      hasSuffix: false,
      settings: settings, reader: editor.reader, staff: editor.reader)
    return try handler(call).bytes
  }
}
