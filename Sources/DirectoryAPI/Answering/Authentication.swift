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
    do throws(WritingFault) {
      guard lines.next() == nil else { throw .malformedCredentials }
      return try token(line.value, in: bytes, now: now)
    } catch {
      if case .unavailable(let failure) = error { throw .directory(failure) }
      switch access.tries.note(from: head.peer, at: now) {
      case .told: throw .writing(error)
      case .slowed(let milliseconds): throw .slowed(error, milliseconds: milliseconds)
      case .refused(let seconds): throw .writing(.tooManyTries(seconds: seconds))
      }
    }
  }

  private func token(
    _ value: Range<Int>, in bytes: Span<UInt8>, now: Int64
  ) throws(WritingFault) -> Token {
    let scheme: StaticString = "bearer "
    let start = value.lowerBound &+ scheme.utf8CodeUnitCount
    guard start < value.upperBound, bytes.equalsIgnoringCase(value.lowerBound..<start, scheme) else {
      throw .malformedCredentials
    }
    let text = bytes.array(start..<value.upperBound)
    guard text.count == TokenSecret.textLength else { throw .invalidToken }
    let digest = TokenSecret.digest(text)
    let found: Token?
    do { found = try reader.token(digest: digest) } catch { throw .unavailable(error) }
    guard let found, TokenSecret.areEqual(found.digest, digest) else { throw .invalidToken }
    guard found.revokedAt == nil else { throw .revokedToken }
    guard found.isValid(at: now) else { throw .expiredToken }
    return found
  }

  /// Throws unless the token may do what takes that role.
  func require(_ role: Role, of token: Token?) throws(APIError) -> Token {
    guard let token else { throw .writing(.tokenRequired) }
    guard token.role >= role else { throw .writing(.roleRequired(role, has: token.role)) }
    return token
  }
}
