internal import Directory
internal import HTTPCore

extension RecordJob {
  /// Returns the entity tag of the existing record, without its state. Throws if the record isn't in a state
  /// that If-Match names (RFC 9110 §13.1.1).
  ///
  /// - Parameter wanted: returns what the write makes of the record, as the client has read it or as it is
  ///   now; nil if it deletes it, or if the result would not be a valid record.
  func checkIfMatch(
    _ existing: StoredRecord, _ editor: RecordEditor, becoming wanted: (StoredRecord) -> StoredRecord?
  ) throws(APIError) -> EntityTag {
    let tag = EntityTag(of: try publicContent(of: existing, editor)).withoutState
    if conditions.matchContent(of: tag) || conditions.match(RecordState(of: existing)) { return tag }
    let whole = EntityTag(of: try representation(existing, editor.reader))
    if conditions.matchContent(of: whole) { return tag }
    throw .writing(.changed(try conflict(existing, whole, editor, becoming: wanted)))
  }

  /// Returns the state of the record that If-Match names: the present one or an earlier one; nil if it isn't
  /// known.
  func namedState(_ existing: StoredRecord, _ editor: RecordEditor) throws(APIError) -> StoredRecord? {
    do throws(APIError) {
      _ = try checkIfMatch(existing, editor) { _ in nil }
      return existing
    } catch { guard case .writing(.changed) = error else { throw error } }
    return try APIError.wrapping { () throws(DirectoryError) in
      let key = existing.record.key
      let named = try editor.revisions(of: key, limit: EditConflict.mostRevisions).first { isNamed($0) }
      return try named.flatMap { row throws(DirectoryError) in try editor.record(key, asOf: row.id) }
    }
  }

  /// Reports whether If-Match names the record as it is read without a token, which shows no texts in other
  /// languages. Such a client writes as if there were none, and `replace` keeps them.
  func namesPublicContent(of existing: StoredRecord, _ editor: RecordEditor) throws(APIError) -> Bool {
    guard !existing.record.translations.isEmpty else { return false }
    return conditions.matchContent(of: EntityTag(of: try publicContent(of: existing, editor)))
  }

  /// Returns the content of the record, without its state and without texts in other languages: clients
  /// without a token read it like that, unless the record has something that is protected.
  private func publicContent(
    of existing: StoredRecord, _ editor: RecordEditor
  ) throws(APIError) -> Content {
    guard existing.status == .published, !existing.record.translations.isEmpty else {
      return try representation(existing, editor.reader, namesState: false)
    }
    let organisation = try APIError.wrapping { () throws(DirectoryError) in try editor.reader.organisation() }
    // In the default language the reader leaves out the others.
    let reader = TranslatingReader(editor.reader, into: organisation?.languages.first ?? "")
    return try Self.published(existing.record.key, reader, nil, settings)
  }

  private func conflict(
    _ existing: StoredRecord, _ tag: EntityTag, _ editor: RecordEditor,
    becoming wanted: (StoredRecord) -> StoredRecord?
  ) throws(APIError) -> EditConflict {
    try APIError.wrapping { () throws(DirectoryError) in
      let key = existing.record.key
      let revisions = try editor.revisions(of: key, limit: EditConflict.mostRevisions)
      let known = revisions.firstIndex { isNamed($0) }
      let base = try known.flatMap { index throws(DirectoryError) in
        try editor.record(key, asOf: revisions[index].id)
      }
      let current = DocumentJSON.json(existing)
      return EditConflict(
        tag: tag, current: current, base: base.map { DocumentJSON.json($0) },
        wanted: wanted(base ?? existing).map { DocumentJSON.json($0) },
        changes: wanted(existing).map { current.changes(to: DocumentJSON.json($0)) } ?? [],
        revisions: Array(revisions.prefix(known ?? 1)))
    }
  }

  /// Reports whether If-Match names the record after that revision, by the tag that it had then or by its
  /// state.
  private func isNamed(_ row: StoredRevision) -> Bool {
    if let tag = row.tag, conditions.matchContent(of: EntityTag(text: tag)) { return true }
    guard let state = row.revision.state else { return false }
    return conditions.match(RecordState(of: state))
  }
}
