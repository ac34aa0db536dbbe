internal import HTTPCore

/// Cross-origin reads (Fetch Standard §3.2, the CORS protocol), and responses to OPTIONS.
///
/// Any origin may read anything (`*`) that a request without a cookie gets. This includes errors, so that a
/// page can show its reader why a request failed. The answers to requests with the cookie of a session lose
/// these fields (`Reply.ofSession`).
enum CrossOrigin {
  /// The fields that every response has.
  static let fields: [Response.Field] = [
    Response.Field("Access-Control-Allow-Origin", "*"),
    Response.Field(
      "Access-Control-Expose-Headers",
      "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"),
    // Browsers may not guess another type than Content-Type (Fetch Standard §3.6).
    Response.Field("X-Content-Type-Options", "nosniff"),
  ]

  /// The request fields that a page may set and that are not always safelisted: those that the API reads, and
  /// those that libraries of pages add by themselves, such as for tracing.
  private static let allowedHeaders =
    "Accept, Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match, If-Modified-Since, "
    + "If-None-Match, If-Range, If-Unmodified-Since, Prefer, Range, traceparent, tracestate, X-Request-Id, X-Requested-With"

  /// Returns the response to OPTIONS: the methods (RFC 9110 §9.3.7), and for a preflight what a page may
  /// send.
  static func options(_ methods: MethodSet, for head: RequestHead, settings: APISettings) -> Response {
    var response = Response(.noContent, fields: [Response.Field("Allow", methods.allow)])
    if isPreflight(head) {
      response.fields += [
        Response.Field("Access-Control-Allow-Methods", methods.allow),
        Response.Field("Access-Control-Allow-Headers", allowedHeaders),
        Response.Field("Access-Control-Max-Age", String(settings.options.preflightSeconds)),
        Response.Field("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
      ]
    }
    response.fields += fields
    return response
  }

  static func isPreflight(_ head: RequestHead) -> Bool {
    head.method == .options && head.first(.origin) != nil && head.first(.accessControlRequestMethod) != nil
  }
}
