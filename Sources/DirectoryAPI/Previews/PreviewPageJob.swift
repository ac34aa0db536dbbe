internal import Directory
internal import HTTPCore

/// `GET /previews/{secret}`: makes the change, has the website make the page that everyone would see then,
/// and takes the change back.
struct PreviewPageJob: WriteJob {
  let secret: String
  /// The language that the visitor wants; nil for the first of the website.
  let language: String?
  let access: Access
  let settings: APISettings

  /// How long the queries of the page may take together.
  private static let timeLimit = Duration.seconds(2)

  var attempt: Attempt? { nil }
  /// It has a transaction of its own, since what it writes is rolled back, and other edits of the same
  /// transaction would run again.
  var isLong: Bool { true }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let (asked, patch) = try wanted(editor)
    let (key, current) = try DraftChangeJob.present(asked, editor)
    let page = try APIError.wrapping { () throws(DirectoryError) in
      var new = try current.patched(by: patch, editor.places)
      // A draft is shown as it will be, unless the change is that it isn't public.
      if patch.member("status") == nil { new.status = .published }
      new.record = try editor.settled(new.record)
      if new != current { try editor.save(new, by: Author(name: "preview")) }
      let reader = editor.reader.visitors
      reader.deadline = .now + Self.timeLimit
      defer { reader.deadline = nil }
      return try settings.page(key, language, reader, editor.now)
    }
    guard let page else { throw .writing(.draftChange(.noPage(key.type))) }
    return EditResult(page, keeps: false)
  }

  /// Returns the record and the patch that belong to the secret.
  private func wanted(_ editor: RecordEditor) throws(APIError) -> (RecordKey, JSONValue) {
    let refusal = APIError.writing(.draftChange(.unknownPreview))
    guard let digest = PreviewSecret.digest(secret) else { throw refusal }
    if let unsaved = access.previews.find(digest) {
      guard let patch = try? JSONParser.parse(Array(unsaved.patch.utf8)) else { throw refusal }
      return (unsaved.key, patch)
    }
    return try APIError.wrapping(or: refusal) { () throws(DirectoryError) in
      guard let link = try editor.reader.previewLink(digest), link.expiresAt > editor.now,
        let change = try editor.reader.draftChange(link.draftChange)
      else { return nil }
      guard change.state.isOpen else { return .failure(.writing(.draftChange(.previewEnded(change.state)))) }
      return .success((change.key, try change.parsedPatch()))
    }
  }
}

extension APIError {
  /// Runs `body`, and throws its error as an `APIError`, or the error that it returns, or `missing` if it
  /// returns nil.
  fileprivate static func wrapping<Result>(
    or missing: APIError, _ body: () throws(DirectoryError) -> Swift.Result<Result, APIError>?
  ) throws(APIError) -> Result {
    guard let result = try wrapping(body) else { throw missing }
    return try result.get()
  }
}
