/// A reason why the transport refuses a request. After such an error the server can't know where the next
/// request starts, so it sends one response, closes the connection, and parses no more bytes (RFC 9112
/// §11.2).
package struct RequestError: Error, Sendable, Equatable {
  package let status: Status
  /// Identifies the error for programs. It never changes.
  package let code: String
  /// Tells people what is wrong and what is right.
  package let detail: String

  package static func == (left: RequestError, right: RequestError) -> Bool { left.code == right.code }

  init(_ code: String, _ detail: String) { self.init(.badRequest, code, detail) }

  init(_ status: Status, _ code: String, _ detail: String) {
    self.status = status
    self.code = code
    self.detail = detail
  }
}

extension RequestError {
  // The request line (RFC 9112 §3).
  static let malformedMethod = RequestError(
    "malformed-method", "A request starts with a method, a token such as GET, and one space.")
  static let malformedTarget = RequestError(
    "malformed-request-target",
    "A request target holds printable ASCII only; percent-encode other characters as UTF-8, and send no #.")
  static let invalidTargetForm = RequestError(
    "invalid-request-target",
    "A request target is a path that starts with /, an http or https URI, or * with OPTIONS.")
  static let invalidAuthority = RequestError(
    "invalid-authority", "The authority of the request target is not a host with an optional port.")
  static let misdirected = RequestError(
    .misdirectedRequest, "misdirected-request",
    "This connection is not secured, so the request target cannot be an https URI. Send a path or an http "
      + "URI. If a proxy in front of the server ends TLS, http.origin must be set to its https origin.")
  static let malformedVersion = RequestError(
    "malformed-request-line", "A request line ends with one space and HTTP/1.1 or HTTP/1.0, then CR LF.")
  static let unsupportedVersion = RequestError(
    .versionNotSupported, "http-version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.")
  static let targetTooLong = RequestError(
    .uriTooLong, "request-target-too-long", "The request target is longer than this server takes.")

  // Fields (RFC 9112 §5).
  static let malformedLineEnd = RequestError(
    "malformed-line-ending", "Every line ends with CR LF; a CR or LF of its own is not allowed.")
  static let malformedFieldName = RequestError(
    "malformed-field-name", "A field line starts with a token and a colon, without white space before it.")
  static let obsoleteFolding = RequestError(
    "obsolete-line-folding", "A field value may not go on in a line that starts with white space.")
  static let malformedFieldValue = RequestError(
    "malformed-field-value", "A field value may not hold NUL or other control characters.")
  static let headTooLarge = RequestError(
    .requestHeaderFieldsTooLarge, "request-head-too-large",
    "The request line and fields together are larger than this server takes.")
  static let tooManyFields = RequestError(
    .requestHeaderFieldsTooLarge, "too-many-fields",
    "The request has more field lines than this server takes.")

  // Host (RFC 9112 §3.2).
  static let missingHost = RequestError("missing-host", "An HTTP/1.1 request has a Host field.")
  static let repeatedHost = RequestError("repeated-host", "A request has one Host field.")
  static let invalidHost = RequestError(
    "invalid-host", "Host is a host name or address with an optional port.")

  // Framing (RFC 9112 §6).
  static let invalidContentLength = RequestError(
    "invalid-content-length", "Content-Length must be one decimal number of bytes, without a sign.")
  static let repeatedContentLength = RequestError(
    "repeated-content-length", "A request has at most one Content-Length.")
  static let conflictingFraming = RequestError(
    "conflicting-framing", "A request must not have both Transfer-Encoding and Content-Length.")
  static let transferEncodingInHTTP10 = RequestError(
    "transfer-encoding-in-http-1-0", "HTTP/1.0 has no Transfer-Encoding.")
  static let invalidTransferEncoding = RequestError(
    "invalid-transfer-encoding", "The last, and only the last, transfer coding of a request is chunked.")
  static let unknownTransferCoding = RequestError(
    .notImplemented, "unknown-transfer-coding", "The only transfer coding that this server knows is chunked.")
  static let unknownExpectation = RequestError(
    .expectationFailed, "unknown-expectation", "The only expectation that this server knows is 100-continue.")

  // Chunked content (RFC 9112 §7.1).
  static let malformedChunkSize = RequestError(
    "malformed-chunk-size", "A chunk starts with its size in hexadecimal digits.")
  static let chunkTooLarge = RequestError(
    .contentTooLarge, "chunk-too-large", "A chunk size is larger than any content this server takes.")
  static let malformedChunkExtension = RequestError(
    "malformed-chunk-extension", "A chunk extension is ;name or ;name=value, with a token or quoted string.")
  static let chunkExtensionsTooLarge = RequestError(
    "chunk-extensions-too-large", "The chunk extensions are larger than this server takes.")
  static let malformedChunkEnd = RequestError(
    "malformed-chunk-end", "The data of a chunk are followed by CR LF.")
  static let forbiddenTrailer = RequestError(
    "forbidden-trailer", "The trailer section must not have fields for framing, routing or authentication.")
  static let trailersTooLarge = RequestError(
    .requestHeaderFieldsTooLarge, "trailers-too-large",
    "The trailer section is larger than this server takes.")

  package static let contentTooLarge = RequestError(
    .contentTooLarge, "content-too-large", "The content is larger than this resource takes.")
  package static let requestTimeout = RequestError(
    .requestTimeout, "request-timeout", "The request did not arrive in time.")
  package static let tooManyConnections = RequestError(
    .serviceUnavailable, "too-many-connections",
    "The server has no room for another connection; try again soon.")
  package static let tooMuchOutput = RequestError(
    .serviceUnavailable, "too-much-waits-for-clients",
    "Too many long answers wait for clients to take them; read the answers that you have asked for, and try "
      + "again soon.")
  package static let tooManyFromAddress = RequestError(
    .tooManyRequests, "too-many-connections-from-address",
    "This address has as many connections open as one address may have.")
}

extension RequestError {
  /// All errors, for the documentation.
  package static let all: [RequestError] = [
    .malformedMethod, .malformedTarget, .invalidTargetForm, .invalidAuthority, .misdirected,
    .malformedVersion, .unsupportedVersion, .targetTooLong, .malformedLineEnd, .malformedFieldName,
    .obsoleteFolding,
    .malformedFieldValue, .headTooLarge, .tooManyFields, .missingHost, .repeatedHost, .invalidHost,
    .invalidContentLength, .repeatedContentLength, .conflictingFraming, .transferEncodingInHTTP10,
    .invalidTransferEncoding, .unknownTransferCoding, .unknownExpectation, .malformedChunkSize,
    .chunkTooLarge, .malformedChunkExtension, .chunkExtensionsTooLarge, .malformedChunkEnd, .forbiddenTrailer,
    .trailersTooLarge, .contentTooLarge, .requestTimeout, .tooManyConnections, .tooManyFromAddress,
    .tooMuchOutput,
  ]
}
