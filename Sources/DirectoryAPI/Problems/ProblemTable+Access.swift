internal import Directory
internal import HTTPCore

extension ProblemTable {
  private static let challenge = "Bearer realm=\"member-directory\""
  private static let invalidToken = challenge + ", error=\"invalid_token\""

  /// The challenge has an error code only if the request has credentials (RFC 6750 §3).
  func access(_ error: AccessError) -> ProblemEntry {
    switch error {
    case .tokenRequired:
      return unauthorized(
        "token-required", "This requires a token: send Authorization: Bearer TOKEN.", Self.challenge)
    case .malformedCredentials:
      return unauthorized(
        "malformed-credentials", "Send one Authorization field of the form Bearer TOKEN.",
        Self.challenge + ", error=\"invalid_request\"")
    case .invalidToken:
      return unauthorized(
        "invalid-token", "This token does not exist. Was it copied completely?", Self.invalidToken)
    case .expiredToken:
      return unauthorized("expired-token", "The token has expired. Ask for a new one.", Self.invalidToken)
    case .revokedToken:
      return unauthorized("revoked-token", "The token was revoked. Ask for a new one.", Self.invalidToken)
    case .tooManyTries(let seconds):
      return ProblemEntry(
        .tooManyRequests, "too-many-tries",
        "This address has sent too many invalid tokens. Wait for the seconds in Retry-After."
      ).sending("Retry-After", String(seconds))
    case .tooManyRequests(let seconds, let limit): return tooManyRequests(seconds, limit)
    case .sessionExpired, .crossOriginSession, .tlsRequired, .noSession: return session(error)
    case .unknown(let noun, let number):
      return ProblemEntry(
        .notFound, "unknown-\(noun.rawValue)",
        "There is no \(noun.rawValue) \(Self.quoted(number)) here that you may see.")
    case .roleRequired(let role, let has):
      return ProblemEntry(
        .forbidden, "role-required",
        "This requires a token with the role \(role.rawValue); yours has the role \(has.rawValue)."
      ).with("required", role.rawValue)
        .sending("WWW-Authenticate", Self.challenge + ", error=\"insufficient_scope\"")
    }
  }

  private func session(_ error: AccessError) -> ProblemEntry {
    switch error {
    case .crossOriginSession:
      ProblemEntry(
        .forbidden, "cross-origin-session",
        "The cookie of a session counts only in requests of pages of this server, for which the browser sends "
          + "Sec-Fetch-Site: same-origin. Programs send a token.")
    case .tlsRequired:
      ProblemEntry(
        .forbidden, "tls-required",
        "A session begins only over HTTPS, or on this machine itself by localhost. Open the https address.")
    case .noSession:
      ProblemEntry(.notFound, "unknown-session", "This request has a token, and no session to end.")
    case .sessionExpired, .tokenRequired, .malformedCredentials, .invalidToken, .expiredToken, .revokedToken,
      .tooManyTries, .tooManyRequests, .roleRequired, .unknown:
      unauthorized("session-expired", "This session has ended. Sign in again.", Self.challenge)
        .sending("Set-Cookie", SessionCookie.expired)
    }
  }

  /// The fields are those of draft-ietf-httpapi-ratelimit-headers: the quota q in a window of w seconds, what
  /// is left of it r, and the seconds t until there is more.
  private func tooManyRequests(_ seconds: Int, _ limit: ClientAccount.Limit) -> ProblemEntry {
    ProblemEntry(
      .tooManyRequests, "too-many-requests",
      "This network or token has asked for too much in a short time. Wait for the seconds in Retry-After. To "
        + "keep a copy of the directory, use /snapshot and /changes."
    ).sending("Retry-After", String(seconds))
      .sending("RateLimit-Policy", "\"cost\";q=\(limit.burst);w=\(limit.burst / limit.perSecond)")
      .sending("RateLimit", "\"cost\";r=0;t=\(seconds)")
  }

  private func unauthorized(_ code: String, _ detail: String, _ challenge: String) -> ProblemEntry {
    ProblemEntry(.unauthorized, code, detail).sending("WWW-Authenticate", challenge)
  }
}
