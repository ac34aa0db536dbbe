internal import Directory
internal import HTTPCore

/// A write to a draft change.
struct DraftChangeJob: WriteJob {
  let operation: WriteMethod.DraftChangeOperation
  /// The values of the route's path parameters.
  let path: [String]
  let requester: Requester
  let isDryRun: Bool
  let overwrites: Bool
  let conditions: WriteConditions
  let content: [UInt8]
  let attempt: Attempt?
  let settings: APISettings

  var isLong: Bool { false }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    switch operation {
    case .create: return try create(editor)
    case .amend: return try amend(try existing(editor), editor)
    case .publish: return try publish(try existing(editor), editor)
    case .decline: return try decline(try existing(editor), editor)
    case .delete:
      let change = try existing(editor)
      return try remove { () throws(DirectoryError) in try editor.removeDraftChange(change.id) }
    case .endPreviews:
      let change = try existing(editor)
      return try remove { () throws(DirectoryError) in try editor.removePreviewLinks(of: change.id) }
    }
  }

  private func remove(_ body: () throws(DirectoryError) -> Void) throws(APIError) -> EditResult<Response> {
    try APIError.wrapping(body)
    return EditResult(Response(.noContent, fields: KeptResponse.fields), keeps: true)
  }

  /// Returns the draft change of the path. Throws if there is none, or if If-Match names another state.
  private func existing(_ editor: RecordEditor) throws(APIError) -> DraftChange {
    let change = try Self.existing(path.first ?? "", requester, editor.reader)
    guard !conditions.ifMatch.isEmpty else { return change }
    let content = try APIError.wrapping { () throws(DirectoryError) in
      try DraftChangeJSON.content(change, editor.reader)
    }
    let tag = EntityTag(of: content)
    let isSame = content.state.map { conditions.match($0) } ?? false
    guard isSame || conditions.matchContent(of: tag) else {
      let current = (try? JSONParser.parse(content.bytes)) ?? .null
      throw .writing(.draftChange(.changed(tag: tag, current: current)))
    }
    return change
  }

  static func existing(
    _ number: String, _ requester: Requester, _ reader: any StaffReader
  ) throws(APIError) -> DraftChange {
    let change = try APIError.wrapping { () throws(DirectoryError) in
      try Int64(number).flatMap { id throws(DirectoryError) in try reader.draftChange(id) }
    }
    guard let change else { throw .writing(.draftChange(.unknown(number))) }
    try DraftChangeRights.checkChanging(change, requester)
    return change
  }

  /// Returns the response with the draft change as GET shows it.
  func answer(
    _ change: DraftChange, isNew: Bool = false, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let content = try APIError.wrapping { () throws(DirectoryError) in
      try DraftChangeJSON.content(change, editor.reader)
    }
    let kept = KeptResponse(
      location: isNew && !isDryRun ? Links.draftChange(change.id) : "", tag: EntityTag(of: content).text,
      content: content.bytes)
    try attempt?.keep(kept, about: change.key, by: editor)
    return EditResult(kept.response, keeps: !isDryRun)
  }

  // MARK: Decisions

  private func publish(
    _ change: DraftChange, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    try Self.requireOpen(change)
    try DraftChangeRights.checkDeciding(about: change.key.type, requester)
    let published = try DraftChangePublication(settings: settings).publish(
      change, by: requester.name, overwriting: overwrites, editor)
    return try answer(published, editor)
  }

  private func decline(
    _ change: DraftChange, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    try Self.requireOpen(change)
    try DraftChangeRights.checkDeciding(about: change.key.type, requester)
    let sent = try DraftChangeContent(content, taking: ["reason"], now: editor.now)
    var declined = change
    declined.state = .declined
    declined.reason = sent.reason.flatMap { $0.isEmpty ? nil : $0 }
    declined.decidedBy = requester.name
    declined.decidedAt = editor.now
    let result = declined
    try APIError.wrapping { () throws(DirectoryError) in try editor.replace(result) }
    return try answer(result, editor)
  }

  static func requireOpen(_ change: DraftChange) throws(APIError) {
    guard change.state.isOpen else { throw .writing(.draftChange(.decided(change.state))) }
  }
}
