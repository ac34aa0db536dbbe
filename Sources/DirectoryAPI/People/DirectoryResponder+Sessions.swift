internal import Directory
internal import HTTPCore
internal import Representations

/// `POST /session`: a browser gets a cookie for a token.
extension DirectoryResponder {
  /// The content is a token in JSON.
  private static let longestContent = 4_096

  func beginSession(
    _ method: WriteMethod, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) -> Reply {
    do throws(APIError) {
      // Without credentials it has been charged.
      if hasCredentials(head, in: bytes) { try charge(Cost.fresh, to: head.account, now: now) }
      let origin = settings.options.origin
      guard SameOrigin.isSecure(head, in: bytes, origin: origin) else { throw .access(.tlsRequired) }
      // Otherwise another site could sign a visitor in as somebody else.
      guard !SameOrigin.isDenied(head, in: bytes, origin: origin) else {
        throw .access(.crossOriginSession)
      }
      let query: Query
      do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
      _ = try Arguments(query, for: method.parameters)
      guard head.framing.hasContent else { throw .access(.tokenRequired) }
      _ = try PreparedWrite.contentType(method, head, in: bytes)
      let former = SessionCookie.digest(head, in: bytes)
      return .readContent(limit: Self.longestContent) { [self] request, now in
        beginSession(with: request, replacing: former, now: now)
      }
    } catch { return refuse(error, head, in: bytes, id: id).ofSession }
  }

  private func beginSession(with request: Request, replacing former: [UInt8]?, now: Int64) -> Reply {
    do throws(APIError) {
      let secret = SessionCookie.makeSecret()
      let owner = try owner(ofTokenIn: request, now: now)
      try charge(Cost.write, to: account(of: owner, request.head), now: now)
      // The session is the first use of the token, also of a new one.
      access.uses.note(owner, at: now, idle: idleSeconds)
      let agent = request.head.first(.userAgent).map { request.bytes.span.text($0) } ?? ""
      let session = Session(
        id: 0, digest: TokenSecret.digest(secret.utf8), token: owner.token.id, createdAt: now,
        lastUsedAt: now,
        userAgent: agent.isEmpty ? nil : String(agent.unicodeScalars.prefix(Session.longestUserAgent)))
      let queued = QueuedWrite(
        job: SessionJob(session: session, owner: owner, secret: secret, former: former, idle: idleSeconds),
        access: access, settings: settings, subject: "request \(request.id.text)")
      return Reply.awaited { [store] answer in queued.submit(to: store, answer) }.ofSession
    } catch {
      return refuse(error, request.head, in: request.bytes.span, id: request.id).ofSession
    }
  }

  private func owner(ofTokenIn request: Request, now: Int64) throws(APIError) -> Requester {
    let content = try RecordContent.parse(request.content).value
    guard case .object(let members) = content, members.map(\.name) == ["token"],
      case .string(let token) = members[0].value
    else {
      throw .directory(
        .invalidRecord([
          DocumentFault(
            pointer: "/token", code: .missing, message: "this isn't an object with one token",
            hint: "write {\"token\":\"mdt_…\"}")
        ]))
    }
    try beginSnapshot()
    do throws(APIError) {
      guard token.utf8.count == TokenSecret.textLength else { throw .access(.invalidToken) }
      return try requester(tokenDigest: TokenSecret.digest(token.utf8), now: now)
    } catch { throw counted(error, request.head, now: now) }
  }
}

/// Stores a new session.
private struct SessionJob: WriteJob {
  let session: Session
  let owner: Requester
  let secret: String
  /// The digest of the session that the new one replaces.
  let former: [UInt8]?
  let idle: Int64

  var attempt: Attempt? { nil }
  var isLong: Bool { false }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let begun = try APIError.wrapping { () throws(DirectoryError) -> Session? in
      guard let token = try editor.token(id: owner.token.id), token.revokedAt == nil else { return nil }
      return try editor.begin(session, of: owner.person.id, idle: idle, replacing: former)
    }
    guard let begun else { throw .access(.revokedToken) }
    let own = Requester(token: owner.token, person: owner.person, session: begun)
    let kept = KeptResponse(location: "/session", content: AccessJSON.current(own, idle: idle))
    var response = kept.response
    response.fields.append(SessionCookie.field(secret))
    return EditResult(response, keeps: true)
  }
}
