internal import Directory
internal import HTTPCore
internal import Representations

/// Tokens (RFC 9110 §11, RFC 6750).
extension DirectoryResponder {
  /// Returns the request's token, or nil if it has none. Throws if the token is invalid, also if the request
  /// needs none: its sender expects to be recognised.
  func authenticate(
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Token? {
    var lines = head.fields.lazy.filter { $0.known == .authorization }.makeIterator()
    guard let line = lines.next() else { return nil }
    // One transaction serves the tokens of all requests that arrived together.
    try beginSnapshot()
    let found: Token
    do throws(APIError) {
      guard lines.next() == nil else { throw .access(.malformedCredentials) }
      found = try token(line.value, in: bytes, now: now)
    } catch {
      try charge(Cost.fresh, to: head.account, now: now)
      throw counted(error, head, now: now)
    }
    try charge(Cost.fresh, to: account(of: found, head), now: now)
    return found
  }

  /// Counts a wrong token, and returns the error with the time by which it is delayed.
  private func counted(_ error: APIError, _ head: RequestHead, now: Int64) -> APIError {
    guard case .access(let refusal, _) = error else { return error }
    // Only tokens are tried: another scheme is what a site behind a password makes a browser send.
    if case .malformedCredentials = refusal { return error }
    switch access.tries.note(from: head.peer, at: now) {
    case .immediate: return error
    case .slowed(let milliseconds): return .access(refusal, heldMilliseconds: milliseconds)
    case .refused(let seconds): return .access(.tooManyTries(seconds: seconds))
    }
  }

  private func token(
    _ value: Range<Int>, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Token {
    let scheme: StaticString = "bearer "
    let start = value.lowerBound &+ scheme.utf8CodeUnitCount
    guard start < value.upperBound, bytes.equalsIgnoringCase(value.lowerBound..<start, scheme) else {
      throw .access(.malformedCredentials)
    }
    let text = bytes.array(start..<value.upperBound)
    guard text.count == TokenSecret.textLength else { throw .access(.invalidToken) }
    let digest = TokenSecret.digest(text)
    let found: Token?
    do { found = try reader.token(digest: digest) } catch { throw .directory(error) }
    guard let found, TokenSecret.areEqual(found.digest, digest) else { throw .access(.invalidToken) }
    guard found.revokedAt == nil else { throw .access(.revokedToken) }
    guard found.isValid(at: now) else { throw .access(.expiredToken) }
    return found
  }

  /// Returns the token, or throws if there is none or its role is not sufficient.
  func require(_ role: Role, of token: Token?) throws(APIError) -> Token {
    guard let token else { throw .access(.tokenRequired) }
    guard token.role >= role else { throw .access(.roleRequired(role, has: token.role)) }
    return token
  }
}
