internal import Directory
internal import HTTPCore

/// A write to one record.
struct RecordJob: WriteJob {
  let operation: WriteMethod.RecordOperation
  let type: RecordType
  /// The values of the route's path parameters.
  let path: [String]
  let author: Author
  let isDryRun: Bool
  let conditions: WriteConditions
  let content: [UInt8]
  /// Nil if the content isn't a picture.
  let upload: PictureUpload?
  let attempt: Attempt?
  let settings: APISettings

  var isLong: Bool { operation == .merge }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let key = try key(editor)
    return switch operation {
    case .create: try create(editor)
    case .replace: try replace(key, editor)
    case .patch: try patch(key, editor)
    case .delete: try delete(key, editor)
    case .restore: try restore(key, editor)
    case .merge: try merge(key, editor)
    case .putPicture: try upload(key, asSize: false, editor)
    case .addSize: try upload(key, asSize: true, editor)
    case .deletePicture: try removePicture(key, editor)
    }
  }

  /// Returns the key of the record. The path of an area may be that of a county.
  private func key(_ editor: RecordEditor) throws(APIError) -> RecordKey {
    let key = RecordKey(type, path: path)
    guard type == .area, let county = key.otherArea else { return key }
    // A new county is one because of its content.
    if operation == .replace, conditions.mustBeNew, (try? RecordContent.parse(content))?.isCounty == true {
      return county
    }
    return try APIError.wrapping { () throws(DirectoryError) in try editor.settled(key) }
  }

  private func create(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let content = try RecordContent.parse(content).identified(type, editor)
    let (record, status) = try content.record(type, keeping: nil)
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
    if conditions.mustBeNew {
      let (record, status) = try content.record(key.type, keeping: key)
      if let existing { throw .writing(.exists(key, existing.status)) }
      return try save(StoredRecord(record, status ?? .published), over: nil, editor)
    }
    guard let existing else { throw try Self.missing(key, editor.reader, for: .replace) }
    func replacing(_ stored: StoredRecord) throws(APIError) -> StoredRecord {
      let (record, status) = try content.record(key.type, keeping: key)
      return StoredRecord(record, status ?? stored.status)
    }
    // A conflict comes before faults of the content.
    let tag = try checkIfMatch(existing, editor) { base in try? replacing(base) }
    var new = try replacing(existing)
    // A client that has read no texts in other languages doesn't mean to remove them.
    if content.value.member("translations") == nil, try namesPublicContent(of: existing, editor) {
      new.record.translations = existing.record.translations
    }
    return try save(new, over: existing, tagged: tag, editor)
  }

  private func patch(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try Self.missing(key, editor.reader) }
    let patch = try RecordContent.parse(content)
    // A conflict comes before faults of the result, which the changes of the others may have caused.
    let tag = try checkIfMatch(existing, editor) { base in try? patched(base, patch, editor) }
    return try save(try patched(existing, patch, editor), over: existing, tagged: tag, editor)
  }

  private func patched(
    _ stored: StoredRecord, _ patch: RecordContent, _ editor: RecordEditor
  ) throws(APIError) -> StoredRecord {
    try APIError.wrapping { () throws(DirectoryError) in
      try stored.patched(by: patch.value, editor.places)
    }
  }

  private func delete(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try Self.missing(key, editor.reader) }
    _ = try checkIfMatch(existing, editor) { _ in nil }
    try APIError.wrapping { () throws(DirectoryError) in try editor.delete(key, by: author) }
    if isDryRun { return EditResult(preview("delete", existing, nil), keeps: false) }
    return EditResult(Response(.noContent, fields: KeptResponse.fields), keeps: true)
  }

  private func restore(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let number = path.last ?? ""
    let former = try Int64(number).flatMap { id throws(APIError) in
      try APIError.wrapping { () throws(DirectoryError) in try editor.record(key, asOf: id) }
    }
    guard let former else { throw .writing(.noSuchRevision(number)) }
    guard let existing = try stored(key, editor) else { return try save(former, over: nil, editor) }
    guard !conditions.ifMatch.isEmpty else {
      throw .writing(.preconditionRequired(tag: EntityTag(of: try representation(existing, editor.reader))))
    }
    let tag = try checkIfMatch(existing, editor) { _ in former }
    return try save(former, over: existing, tagged: tag, editor)
  }

  func stored(_ key: RecordKey, _ editor: RecordEditor) throws(APIError) -> StoredRecord? {
    try APIError.wrapping { () throws(DirectoryError) in try editor.stored(key) }
  }

  /// Returns the error that GET answers with for a record that doesn't exist; for a replacement, it says how
  /// to create the record.
  static func missing(
    _ key: RecordKey, _ reader: any DirectoryReader, for operation: WriteMethod.RecordOperation? = nil
  ) throws(APIError) -> APIError {
    try APIError.wrapping { () throws(DirectoryError) in
      let error = try LookupError.missing(key, reader)
      guard error.mayBeDraft else { return .lookup(error) }
      if try reader.wasDeleted(key) { return .lookup(.deleted(key)) }
      return operation == .replace ? .writing(.nothingToReplace(error)) : .lookup(error)
    }
  }
}
