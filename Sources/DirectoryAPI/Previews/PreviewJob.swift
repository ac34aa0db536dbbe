internal import Directory
internal import HTTPCore

/// `POST /previews` and `DELETE /previews/{secret}`
struct PreviewJob: WriteJob {
  let operation: WriteMethod.PreviewOperation
  /// The values of the route's path parameters.
  let path: [String]
  let requester: Requester
  let content: [UInt8]
  /// The secret of a new preview. It is made before the edit, which may run twice.
  let secret: String
  let access: Access

  var attempt: Attempt? { nil }
  var isLong: Bool { false }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    switch operation {
    case .create: try create(editor)
    case .end: try end(editor)
    }
  }

  private func create(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let sent = try DraftChangeContent(
      content, taking: ["type", "slug", "patch", "draftChange"], now: editor.now)
    guard let digest = PreviewSecret.digest(secret) else { throw .writing(.draftChange(.unknownPreview)) }
    if let number = sent.draftChange { return try link(to: number, digest, editor) }
    guard let asked = sent.key, let patch = sent.patch else { throw .writing(.draftChange(.invalid([]))) }
    let (key, current) = try DraftChangeJob.present(asked, editor)
    try DraftChangeRights.checkWriting(about: key, requester)
    try Self.requirePage(key)
    try APIError.wrapping { () throws(DirectoryError) in
      var new = try current.patched(by: patch, editor.places)
      new.record = try editor.settled(new.record)
      if new != current { try editor.check(new) }
    }
    access.previews.add(key, patch.compactText, by: requester.id, as: digest)
    return EditResult(answer(until: editor.now + Previews.seconds), keeps: false)
  }

  private func link(
    to number: Int64, _ digest: [UInt8], _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    let change = try DraftChangeJob.existing("\(number)", requester, editor.reader)
    try DraftChangeJob.requireOpen(change)
    try Self.requirePage(change.key)
    let now = editor.now
    let link = PreviewLink(
      digest: digest, draftChange: change.id, author: requester.name, createdAt: now,
      expiresAt: now + DraftChangeLimit.linkSeconds)
    try APIError.wrapping { () throws(DirectoryError) in try editor.add(link) }
    return EditResult(answer(until: link.expiresAt), keeps: true)
  }

  private static func requirePage(_ key: RecordKey) throws(APIError) {
    guard key.type != .field else { throw .writing(.draftChange(.noPage(key.type))) }
  }

  private func answer(until time: Int64) -> Response {
    let url = "/previews/" + secret
    return KeptResponse(
      location: url,
      content: JSONWriter.document { json in
        json.field("url", url)
        json.field("expiresAt", RFC3339.text(time))
      }
    ).response
  }

  private func end(_ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    guard let digest = PreviewSecret.digest(path.first ?? "") else {
      throw .writing(.draftChange(.unknownPreview))
    }
    guard DraftChangeRights.mayEndPreviews(requester) else {
      throw .access(.roleRequired(.editor, has: requester.role))
    }
    let isUnsaved = access.previews.remove(digest)
    let isLink = try APIError.wrapping { () throws(DirectoryError) in try editor.removePreviewLink(digest) }
    // An edit that runs a second time finds nothing in memory.
    guard isUnsaved || isLink else { throw .writing(.draftChange(.unknownPreview)) }
    return EditResult(Response(.noContent, fields: KeptResponse.fields), keeps: isLink)
  }
}
