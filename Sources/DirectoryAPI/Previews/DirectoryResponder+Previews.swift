internal import Directory
internal import HTTPCore
internal import Representations

extension DirectoryResponder {
  /// Replies with the page that a preview shows. No token is needed: the secret in the path is enough.
  func preview(
    _ match: Router.Match, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) throws(APIError) -> Reply {
    // It takes the writer, as a write does, and queries that may take long.
    try charge(Cost.longQuery, to: head.account, now: now)
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    let arguments = try Arguments(query, for: Routes.all[match.resource].parameters)
    guard access.previews.begin() else { throw .longQuery(.queriesWait) }
    let queued = QueuedWrite(
      job: PreviewPageJob(
        secret: match.parameters.first ?? "", language: arguments[.pageLanguage], access: access,
        settings: settings),
      access: access, settings: settings, subject: "request \(id.text)")
    return .awaited { [store, access] answer in
      let ending = LaterResponse(
        deliver: { delivery in
          access.previews.end()
          answer.deliver(delivery)
        }, wakeLoop: answer.wakeLoop)
      queued.submit(to: store, ending)
    }
  }

  /// Returns the entity tag of the draft change that the path names.
  func draftChangeTag(_ path: [String]) throws(APIError) -> EntityTag? {
    let reader = reader.staff
    return try APIError.wrapping { () throws(DirectoryError) in
      guard let id = path.first.flatMap(Int64.init), let change = try reader.draftChange(id) else {
        return nil
      }
      return EntityTag(of: try DraftChangeJSON.content(change, reader))
    }
  }
}
