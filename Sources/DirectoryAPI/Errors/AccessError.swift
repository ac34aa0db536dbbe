internal import Directory
internal import HTTPCore

/// A reason why the client isn't allowed to make the request (RFC 6750 §3.1).
enum AccessError: Error {
  case tokenRequired
  case malformedCredentials
  case invalidToken
  case expiredToken
  case revokedToken
  case tooManyTries(seconds: Int64)
  /// The client has spent what it may spend.
  case tooManyRequests(seconds: Int, ClientAccount.Limit)
  case roleRequired(Role, has: Role)
  /// The session is over, or there never was one with this cookie.
  case sessionExpired
  /// The cookie of a session came with a request that no page of this server is known to have made.
  case crossOriginSession
  /// A session would begin over a connection that others can read.
  case tlsRequired
  /// The request has a token and no session.
  case noSession
  /// There is none with this number, or the requester may not know of it.
  case unknown(AccessNoun, String)
}

/// What access consists of.
enum AccessNoun: String {
  case person, token, session
}
