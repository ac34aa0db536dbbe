/// The request fields that the server or the API reads. The parser recognises them once, so that nothing
/// compares names later. Names are case-insensitive (RFC 9110 §5.1).
package enum FieldName: UInt8, Sendable {
  case accept, acceptEncoding, acceptLanguage, accessControlRequestMethod
  case authorization, connection, contentEncoding, contentLength, contentType, cookie
  case expect, host, idempotencyKey, ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince
  case forwarded, origin, range, secFetchMode, secFetchSite, trailer, transferEncoding, upgrade, userAgent
  case xForwardedFor, xRequestID
  case other

  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    @inline(__always)
    func says(_ name: StaticString) -> Bool { bytes.equalsIgnoringCase(range, name) }
    // The length leaves at most four candidates, and mostly one.
    switch range.count {
    case 4: self = says("host") ? .host : .other
    case 5: self = says("range") ? .range : .other
    case 6:
      self =
        says("accept")
        ? .accept
        : says("origin") ? .origin : says("cookie") ? .cookie : says("expect") ? .expect : .other
    case 7: self = says("trailer") ? .trailer : says("upgrade") ? .upgrade : .other
    case 8: self = says("if-match") ? .ifMatch : says("if-range") ? .ifRange : .other
    case 9: self = says("forwarded") ? .forwarded : .other
    case 10: self = says("connection") ? .connection : says("user-agent") ? .userAgent : .other
    case 12: self = says("content-type") ? .contentType : says("x-request-id") ? .xRequestID : .other
    case 13: self = says("if-none-match") ? .ifNoneMatch : says("authorization") ? .authorization : .other
    case 14:
      self =
        says("content-length")
        ? .contentLength
        : says("sec-fetch-mode") ? .secFetchMode : says("sec-fetch-site") ? .secFetchSite : .other
    case 15:
      self =
        says("accept-encoding")
        ? .acceptEncoding
        : says("accept-language")
          ? .acceptLanguage
          : says("x-forwarded-for") ? .xForwardedFor : says("idempotency-key") ? .idempotencyKey : .other
    case 16: self = says("content-encoding") ? .contentEncoding : .other
    case 17:
      self =
        says("if-modified-since") ? .ifModifiedSince : says("transfer-encoding") ? .transferEncoding : .other
    case 19: self = says("if-unmodified-since") ? .ifUnmodifiedSince : .other
    case 29: self = says("access-control-request-method") ? .accessControlRequestMethod : .other
    default: self = .other
    }
  }
}
