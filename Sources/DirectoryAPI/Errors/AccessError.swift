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
}
