internal import Directory

/// A reason why the client isn't allowed to make the request (RFC 6750 §3.1).
enum AccessError: Error {
  case tokenRequired
  case malformedCredentials
  case invalidToken
  case expiredToken
  case revokedToken
  case tooManyTries(seconds: Int64)
  case roleRequired(Role, has: Role)
}
