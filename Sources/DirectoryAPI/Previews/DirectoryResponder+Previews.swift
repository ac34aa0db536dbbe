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
    let isForPeople = head.isNavigation(in: bytes)
    return .awaited { [store, access] answer in
      let ending = LaterResponse(
        deliver: { delivery in
          access.previews.end()
          answer.deliver(isForPeople ? delivery.sayingThatPreviewEnded : delivery)
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

extension Delivery {
  /// The same for somebody who has opened the address in a browser: text in place of the problem.
  fileprivate var sayingThatPreviewEnded: Delivery {
    guard case .response(let response) = self, [Status.notFound, .gone].contains(response.status) else {
      return self
    }
    let text = "This preview has ended. Ask the person who has sent you the address for a new one.\n"
    let fields = [
      Response.Field("Content-Type", "\(MediaType.plainText.field)"),
      Response.Field("Cache-Control", "no-store"), Response.Field("X-Content-Type-Options", "nosniff"),
    ]
    return .response(Response(response.status, fields: fields, body: .bytes(Array(text.utf8))))
  }
}
