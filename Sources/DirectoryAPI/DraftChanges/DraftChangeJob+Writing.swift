internal import Directory
internal import HTTPCore

/// New draft changes, and corrections of them.
extension DraftChangeJob {
  func create(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let names = ["type", "slug", "patch", "note", "publishAt", "baseTag", "state"]
    let sent = try DraftChangeContent(content, taking: names, now: editor.now)
    guard let asked = sent.key, let patch = sent.patch else { throw .writing(.draftChange(.invalid([]))) }
    let (key, current) = try Self.present(asked, editor)
    try DraftChangeRights.checkWriting(about: key, requester)
    let count = try APIError.wrapping { () throws(DirectoryError) in
      try editor.reader.openDraftChanges(by: requester.name)
    }
    guard count < DraftChangeLimit.openByAuthor else { throw .writing(.draftChange(.tooMany(count))) }
    let (base, tag) = try base(sent.baseTag, of: current, editor)
    let now = editor.now
    var change = DraftChange(
      id: 0, key: key, patch: Self.withoutSlug(patch, key).compactText, note: sent.note ?? "", state: .draft,
      author: requester.name, createdAt: now, updatedAt: now, publishAt: nil, base: NewRevision.State(base),
      baseTag: tag, reason: nil, decidedBy: nil, decidedAt: nil, problem: nil)
    try setState(sent, of: &change, now: now)
    try check(change, editor)
    let new = change
    let added = try APIError.wrapping { () throws(DirectoryError) in try editor.add(new) }
    return try answer(added, isNew: true, editor)
  }

  func amend(_ existing: DraftChange, _ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    // What was declined may be improved, and is open again.
    if existing.state == .published { try Self.requireOpen(existing) }
    let names = ["patch", "note", "publishAt", "baseTag", "state"]
    let sent = try DraftChangeContent(content, taking: names, now: editor.now)
    let (key, current) = try Self.present(existing.key, editor)
    try DraftChangeRights.checkWriting(about: key, requester)
    var change = existing
    change.problem = nil
    if let patch = sent.patch { change.patch = Self.withoutSlug(patch, key).compactText }
    if let note = sent.note { change.note = note }
    if let tag = sent.baseTag {
      let (base, known) = try base(tag, of: current, editor)
      (change.base, change.baseTag) = (NewRevision.State(base), known)
    }
    // The base has the slug that the record had then.
    if sent.baseTag != nil { change.key = key }
    if existing.state == .declined {
      (change.state, change.reason, change.decidedBy, change.decidedAt) = (.draft, nil, nil, nil)
    }
    change.updatedAt = max(editor.now, existing.updatedAt)
    try setState(sent, of: &change, now: editor.now)
    try check(change, editor)
    let new = change
    try APIError.wrapping { () throws(DirectoryError) in try editor.replace(new) }
    return try answer(new, editor)
  }

  /// Returns the record that the key leads to. Throws what GET would if there is none.
  static func present(
    _ key: RecordKey, _ editor: RecordEditor
  ) throws(APIError) -> (key: RecordKey, record: StoredRecord) {
    let (present, record) = try APIError.wrapping { () throws(DirectoryError) in
      try editor.reader.present(key)
    }
    guard let record else { throw try RecordJob.missing(present, editor.reader) }
    return (present, record)
  }

  /// Returns the patch without a slug that is that of the record. The record may get another one before the
  /// patch is published.
  static func withoutSlug(_ patch: JSONValue, _ key: RecordKey) -> JSONValue {
    guard case .object(let members) = patch, let field = key.type.slugField else { return patch }
    return .object(members.filter { $0.name != field || $0.value != .string(key.slug) })
  }

  /// Returns the state of the record that the author has seen, and its entity tag.
  ///
  /// - Parameter tag: the tag that the request names; nil for the present state.
  private func base(
    _ tag: String?, of current: StoredRecord, _ editor: RecordEditor
  ) throws(APIError) -> (StoredRecord, String) {
    guard let tag, !tag.isEmpty else {
      return (current, try DraftChangePublication(settings: settings).tag(of: current, editor).text)
    }
    let job = RecordJob(
      operation: .patch, type: current.record.key.type, path: current.record.key.path,
      author: Author(name: requester.name), isDryRun: true, conditions: WriteConditions(ifMatch: tag),
      content: [],
      upload: nil, attempt: nil, settings: settings)
    guard tag != "*", let base = try job.namedState(current, editor) else {
      let fault = DocumentFault(
        "/baseTag", .unknownValue, "this tag names no state of the record that is known",
        "send the ETag with which a token has read the record, or none")
      throw .writing(.draftChange(.invalid([fault])))
    }
    return (base, tag)
  }

  /// Sets the state and the time that the request asks for.
  private func setState(
    _ sent: DraftChangeContent, of change: inout DraftChange, now: Int64
  ) throws(APIError) {
    switch sent.publishAt {
    case .no: break
    case .null: change.publishAt = nil
    case .value(let time): change.publishAt = time
    }
    let isTimed = sent.publishAt.value != nil
    var wanted = sent.state ?? (isTimed ? .scheduled : change.state)
    // The time is only a wish then.
    if DraftChangeRights.onlyProposes(requester) { wanted = .proposed }
    if wanted == .scheduled, change.publishAt == nil {
      guard sent.state != .scheduled else {
        let fault = DocumentFault(
          "/publishAt", .missing, "a change that is scheduled has a time", "send publishAt too")
        throw .writing(.draftChange(.invalid([fault])))
      }
      wanted = .draft
    }
    if wanted == .scheduled {
      try DraftChangeRights.checkDeciding(about: change.key.type, requester)
      guard let time = change.publishAt, time > now else {
        let fault = DocumentFault(
          "/publishAt", .outOfRange, "this time is over", "send a later one, or publish the change now")
        throw .writing(.draftChange(.invalid([fault])))
      }
      (change.decidedBy, change.decidedAt) = (requester.name, now)
    } else {
      (change.decidedBy, change.decidedAt) = (nil, nil)
    }
    change.state = wanted
  }

  /// Throws what publishing the change would throw now. If there are conflicts, only the form of the record
  /// is checked, since others may have caused what is wrong with it.
  private func check(_ change: DraftChange, _ editor: RecordEditor) throws(APIError) {
    try APIError.wrapping { () throws(DirectoryError) in
      let comparison = try DraftChangeComparison(change, editor.reader)
      let patch = try change.parsedPatch()
      guard comparison.conflicts.isEmpty, let current = comparison.current else {
        _ = try comparison.base?.patched(by: patch, editor.places)
        return
      }
      var new = try current.patched(by: patch, editor.places)
      new.record = try editor.settled(new.record)
      if new != current { try editor.check(new) }
    }
  }
}
