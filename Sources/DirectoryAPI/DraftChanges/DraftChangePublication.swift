internal import Directory
internal import HTTPCore

/// Publishes draft changes: by a request, or at their time.
struct DraftChangePublication {
  let settings: APISettings

  /// Writes the change to its record, and returns it as it is then. Throws if others have changed the same
  /// fields, or if the record can't be changed like this. Nothing may be committed then.
  ///
  /// - Parameters:
  ///   - decider: who has decided that it is published.
  ///   - overwrites: true to write over what others have changed.
  func publish(
    _ change: DraftChange, by decider: String, overwriting overwrites: Bool, _ editor: RecordEditor
  ) throws(APIError) -> DraftChange {
    let (comparison, patch) = try APIError.wrapping { () throws(DirectoryError) in
      (try DraftChangeComparison(change, editor.reader), try change.parsedPatch())
    }
    guard let current = comparison.current else {
      throw try RecordJob.missing(comparison.key, editor.reader)
    }
    guard comparison.conflicts.isEmpty || overwrites else {
      throw .writing(
        .draftChange(
          .conflicts(
            try conflict(change, comparison, current, patch, editor), pointers: comparison.conflicts)))
    }
    var author = Author(name: decider)
    author.publishes = PublishedChange(id: change.id, author: change.author)
    let tag = try tag(of: current, editor).withoutState.text
    try APIError.wrapping { () throws(DirectoryError) in
      var new = try current.patched(by: patch, editor.places)
      new.record = try editor.settled(new.record)
      if new != current { try editor.save(new, by: author, replacing: tag) }
    }
    var published = change
    published.state = .published
    published.decidedBy = decider
    published.decidedAt = editor.now
    published.problem = nil
    let result = published
    try APIError.wrapping { () throws(DirectoryError) in try editor.replace(result) }
    return published
  }

  /// Returns the entity tag with which staff read the record.
  func tag(of stored: StoredRecord, _ editor: RecordEditor) throws(APIError) -> EntityTag {
    let key = stored.record.key
    guard let content = try RecordJob.representation(key, editor.reader, settings) else {
      throw .lookup(.noSuchRecord(key))
    }
    return EntityTag(of: content)
  }

  private func conflict(
    _ change: DraftChange, _ comparison: DraftChangeComparison, _ current: StoredRecord, _ patch: JSONValue,
    _ editor: RecordEditor
  ) throws(APIError) -> EditConflict {
    let tag = try tag(of: current, editor)
    return try APIError.wrapping { () throws(DirectoryError) in
      let places = editor.places
      let revisions = try editor.revisions(of: comparison.key, limit: EditConflict.mostRevisions)
      let known = revisions.firstIndex { $0.revision.state == change.base }
      let wanted = try? comparison.base?.patched(by: patch, places)
      return EditConflict(
        tag: tag, current: DocumentJSON.json(current), base: comparison.before,
        wanted: wanted.map { DocumentJSON.json($0) }, changes: comparison.changes,
        revisions: Array(revisions.prefix(known ?? 1)))
    }
  }
}
