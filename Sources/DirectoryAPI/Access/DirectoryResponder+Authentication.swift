internal import Directory
internal import HTTPCore
internal import Representations

/// Tokens (RFC 9110 §11, RFC 6750).
extension DirectoryResponder {
  /// Returns who makes the request, or nil if it has no credentials. Throws if they are invalid, also if the
  /// request needs none: its sender expects to be recognised. A token counts if there is a cookie too.
  func authenticate(
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Requester? {
    guard head.hasCredentials else { return nil }
    if head.first(.authorization) == nil { return try requester(inSession: head, in: bytes, now: now) }
    // One transaction serves the tokens of all requests that arrived together.
    try beginSnapshot()
    let found: Requester
    do throws(APIError) {
      let lines = head.fields.filter { $0.known == .authorization }
      guard lines.count == 1 else { throw .access(.malformedCredentials) }
      let digest = try tokenDigest(lines[0].value, in: bytes)
      found = try requester(tokenDigest: digest, now: now)
    } catch {
      try charge(Cost.fresh, to: head.account, now: now)
      throw counted(error, head, now: now)
    }
    try charge(Cost.fresh, to: account(of: found, head), now: now)
    access.uses.note(found, at: now, idle: idleSeconds)
    return found
  }

  /// Reports whether the request has a token or the cookie of a session, valid or not. The cache holds public
  /// responses only, so such a request is authenticated first.
  @inline(__always)
  func hasCredentials(_ head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    head.hasCredentials && (head.first(.authorization) != nil || SessionCookie.isSent(with: head, in: bytes))
  }

  /// Counts a wrong token, and returns the error with the time by which it is delayed.
  func counted(_ error: APIError, _ head: RequestHead, now: Int64) -> APIError {
    guard case .access(let refusal, _) = error else { return error }
    // Only tokens are tried: another scheme is what a site behind a password makes a browser send.
    if case .malformedCredentials = refusal { return error }
    switch access.tries.note(from: head.peer, at: now) {
    case .immediate: return error
    case .slowed(let milliseconds): return .access(refusal, heldMilliseconds: milliseconds)
    case .refused(let seconds): return .access(.tooManyTries(seconds: seconds))
    }
  }

  private func tokenDigest(
    _ value: Range<Int>, in bytes: Span<UInt8>
  ) throws(APIError) -> [UInt8] {
    let scheme: StaticString = "bearer "
    let start = value.lowerBound &+ scheme.utf8CodeUnitCount
    guard start < value.upperBound, bytes.equalsIgnoringCase(value.lowerBound..<start, scheme) else {
      throw .access(.malformedCredentials)
    }
    let text = bytes.array(start..<value.upperBound)
    guard text.count == TokenSecret.textLength else { throw .access(.invalidToken) }
    return TokenSecret.digest(text)
  }

  /// Returns the owner of the token with that digest. Throws if there is none or if it isn't valid.
  func requester(tokenDigest digest: [UInt8], now: Int64) throws(APIError) -> Requester {
    let found = try APIError.wrapping { () throws(DirectoryError) in try reader.token(digest: digest) }
    guard let found, TokenSecret.areEqual(found.digest, digest) else { throw .access(.invalidToken) }
    return try requester(with: found, in: nil, now: now)
  }

  private func requester(
    with token: Token, in session: Session?, now: Int64
  ) throws(APIError) -> Requester {
    guard token.revokedAt == nil else { throw .access(.revokedToken) }
    guard token.isValid(at: now) else { throw .access(.expiredToken) }
    let person = try APIError.wrapping { () throws(DirectoryError) in
      try token.person.flatMap { id throws(DirectoryError) in try reader.person(id) }
    }
    // What a person loses, the tokens lose too; this is the second check of it.
    guard let person, person.isActive else { throw .access(.revokedToken) }
    return Requester(token: token, person: person, session: session)
  }

  /// Throws unless there is a requester whose role is sufficient.
  func require(_ role: Role, of requester: Requester?) throws(APIError) -> Requester {
    guard let requester else { throw .access(.tokenRequired) }
    guard requester.role >= role else { throw .access(.roleRequired(role, has: requester.role)) }
    return requester
  }

  /// Throws unless the requester may read the route.
  func authorize(_ requester: Requester?, on route: Route, _ path: [String]) throws(APIError) {
    guard let role = route.role else { return }
    if requester?.isOwn(route, path) == true { return }
    _ = try require(role, of: requester)
  }
}

/// Sessions.
extension DirectoryResponder {
  /// The seconds after which a session ends that isn't used.
  var idleSeconds: Int64 { settings.options.sessionIdleSeconds }

  /// Returns the person whose session it is. Returns nil without a cookie, and for a cookie that doesn't
  /// count and that the browser has added to a page that is opened, or to a part of a page
  /// (`isWithoutScript`).
  private func requester(
    inSession head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Requester? {
    guard SessionCookie.isSent(with: head, in: bytes) else { return nil }
    try beginSnapshot()
    let found: Requester
    do throws(APIError) {
      guard SameOrigin.isProven(head, in: bytes, origin: settings.options.origin) else {
        throw .access(.crossOriginSession)
      }
      found = try requester(sessionDigest: SessionCookie.digest(head, in: bytes), now: now)
    } catch {
      try charge(Cost.fresh, to: head.account, now: now)
      if case .access = error, SameOrigin.isWithoutScript(head, in: bytes) { return nil }
      throw error
    }
    try charge(Cost.fresh, to: account(of: found, head), now: now)
    access.uses.note(found, at: now, idle: idleSeconds)
    return found
  }

  private func requester(sessionDigest digest: [UInt8]?, now: Int64) throws(APIError) -> Requester {
    let found = try APIError.wrapping { () throws(DirectoryError) -> (Session, Token)? in
      guard let digest, let session = try reader.session(digest: digest),
        TokenSecret.areEqual(session.digest, digest), let token = try reader.token(id: session.token)
      else { return nil }
      return (session, token)
    }
    guard let (session, token) = found, now < session.end(idle: idleSeconds) else {
      throw .access(.sessionExpired)
    }
    do throws(APIError) { return try requester(with: token, in: session, now: now) } catch {
      // To a browser it makes no difference how the session has ended.
      if case .access = error { throw .access(.sessionExpired) }
      throw error
    }
  }
}
