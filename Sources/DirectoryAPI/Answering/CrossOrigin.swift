internal import HTTPCore

/// Cross-origin reads (Fetch Standard §3.2, the CORS protocol), and OPTIONS, which asks for them.
///
/// Everything here is public and nothing depends on cookies, so that any origin may read anything: `*`, on
/// errors too, because a page that is not told why it failed cannot say so to its reader.
enum CrossOrigin {
  /// On every answer.
  static let fields: [Response.Field] = [
    Response.Field("Access-Control-Allow-Origin", "*"),
    Response.Field("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Request-Id"),
    // No browser may guess a type other than the one that is stated (Fetch Standard §3.6).
    Response.Field("X-Content-Type-Options", "nosniff"),
  ]

  /// Request fields that a page may set: those that the API reads and that are not safelisted always.
  private static let allowedHeaders =
    "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-Modified-Since, If-None-Match, "
    + "If-Unmodified-Since, X-Request-Id"

  /// The answer to OPTIONS: what may be done (RFC 9110 §9.3.7), and to a preflight that a page may do it.
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
