/// The request fields that the server or the API reads. Recognised once, while parsing, so that nothing
/// compares names afterwards. Names are case-insensitive (RFC 9110 §5.1).
package enum FieldName: UInt8, Sendable {
  case accept, acceptEncoding, accessControlRequestHeaders, accessControlRequestMethod
  case authorization, connection, contentEncoding, contentLength, contentType
  case expect, host, idempotencyKey, ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince
  case origin, range, trailer, transferEncoding, upgrade, userAgent, xRequestID
  case other

  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    // Length first: it leaves at most three candidates, most often one.
    let candidates: (FieldName, StaticString, FieldName, StaticString, FieldName, StaticString)
    switch range.count {
    case 4: candidates = (.host, "host", .other, "", .other, "")
    case 5: candidates = (.range, "range", .other, "", .other, "")
    case 6: candidates = (.accept, "accept", .origin, "origin", .expect, "expect")
    case 7: candidates = (.trailer, "trailer", .upgrade, "upgrade", .other, "")
    case 8: candidates = (.ifMatch, "if-match", .ifRange, "if-range", .other, "")
    case 10: candidates = (.connection, "connection", .userAgent, "user-agent", .other, "")
    case 12: candidates = (.contentType, "content-type", .xRequestID, "x-request-id", .other, "")
    case 13: candidates = (.ifNoneMatch, "if-none-match", .authorization, "authorization", .other, "")
    case 14: candidates = (.contentLength, "content-length", .other, "", .other, "")
    case 15: candidates = (.acceptEncoding, "accept-encoding", .idempotencyKey, "idempotency-key", .other, "")
    case 16: candidates = (.contentEncoding, "content-encoding", .other, "", .other, "")
    case 17:
      candidates = (.ifModifiedSince, "if-modified-since", .transferEncoding, "transfer-encoding", .other, "")
    case 19: candidates = (.ifUnmodifiedSince, "if-unmodified-since", .other, "", .other, "")
    case 29:
      candidates = (.accessControlRequestMethod, "access-control-request-method", .other, "", .other, "")
    case 30:
      candidates = (.accessControlRequestHeaders, "access-control-request-headers", .other, "", .other, "")
    default: candidates = (.other, "", .other, "", .other, "")
    }
    if bytes.equalsIgnoringCase(range, candidates.1) {
      self = candidates.0
    } else if bytes.equalsIgnoringCase(range, candidates.3) {
      self = candidates.2
    } else if bytes.equalsIgnoringCase(range, candidates.5) {
      self = candidates.4
    } else {
      self = .other
    }
  }
}
