internal import Directory
internal import HTTPCore

/// Who asks (RFC 9110 §11, RFC 6750).
extension DirectoryResponder {
  /// The token that the request shows; nil where it shows nothing. What is wrong with one is always said:
  /// nobody is treated as anonymous who thinks to be somebody.
  func authenticate(
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Token? {
    var lines = head.fields.lazy.filter { $0.known == .authorization }.makeIterator()
    guard let line = lines.next() else { return nil }
    // One transaction for the tokens of all requests that came together.
    try hold()
    do throws(APIError) {
      guard lines.next() == nil else { throw .access(.malformedCredentials) }
      return try token(line.value, in: bytes, now: now)
    } catch {
      guard case .access(let refusal, _) = error else { throw error }
      switch access.tries.note(from: head.peer, at: now) {
      case .told: throw error
      case .slowed(let milliseconds): throw .access(refusal, heldMilliseconds: milliseconds)
      case .refused(let seconds): throw .access(.tooManyTries(seconds: seconds))
      }
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

  /// Throws unless the token may do what takes that role.
  func require(_ role: Role, of token: Token?) throws(APIError) -> Token {
    guard let token else { throw .access(.tokenRequired) }
    guard token.role >= role else { throw .access(.roleRequired(role, has: token.role)) }
    return token
  }
}
