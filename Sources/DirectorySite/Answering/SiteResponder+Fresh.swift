internal import Directory
internal import HTTPCore
internal import Representations

/// Replies to requests that the cache has no response for.
extension SiteResponder {
  func freshReply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    guard let path = SitePath(head.target, in: bytes) else { return notFound(head) }
    guard head.method.isRead else { return otherMethod(head) }
    guard charge(Cost.fresh, to: head, now: now) else { return tooMany(head) }
    switch path {
    case .page(let language, let rest): return page(language, rest, head, in: bytes, id: id, now: now)
    case .file: return file(head, in: bytes, now: now)
    case .fragment: return fragment(head, in: bytes, id: id, now: now)
    case .sitemap: return sitemap(head, in: bytes, now: now)
    case .staff: return staff(head, in: bytes, now: now)
    case .robots: return text(Robots.text(origin: origin(head, in: bytes)), head)
    case .security:
      guard let text = SecurityText.text(settings, now: now) else { return notFound(head) }
      return self.text(text, head)
    }
  }

  private func otherMethod(_ head: RequestHead) -> Reply {
    let allow = Response.Field("Allow", "GET, HEAD, OPTIONS")
    if head.method == .options {
      return .response(
        Response(.noContent, fields: [allow, Response.Field("Access-Control-Allow-Origin", "*")]))
    }
    return plain(.methodNotAllowed, "A page can only be read.\n", head, [allow])
  }

  private func file(_ head: RequestHead, in bytes: Span<UInt8>, now: Int64) -> Reply {
    guard let file = assets.file(bytes.text(head.target.path))?.file else { return notFound(head) }
    let acceptance = ContentCoding.acceptance(head, in: bytes)
    let response = acceptance.prefersGzip ? file.gzip : file.identity
    return response.reply(to: head, in: bytes, now: now) ?? preconditionFailed(head)
  }

  // MARK: Short answers

  func text(_ text: String, _ head: RequestHead) -> Reply {
    let response = Response(
      .ok,
      fields: [
        Response.Field("Content-Type", "\(MediaType.plainText.field)"),
        Response.Field("Cache-Control", cacheControl(naming: "public, max-age=3600")),
        Response.Field("X-Content-Type-Options", "nosniff"),
      ], body: .bytes(Array(text.utf8)))
    return .stored(StoredResponse(response), head.method.isHead ? .headOnly : .whole)
  }

  func plain(
    _ status: Status, _ text: String, _ head: RequestHead, _ more: [Response.Field] = []
  ) -> Reply {
    let fields =
      [
        Response.Field("Content-Type", "\(MediaType.plainText.field)"),
        Response.Field("Cache-Control", "no-store"), Response.Field("X-Content-Type-Options", "nosniff"),
      ] + more
    let response = Response(status, fields: fields, body: .bytes(Array(text.utf8)))
    return .stored(StoredResponse(response), head.method.isHead ? .headOnly : .whole)
  }

  func notFound(_ head: RequestHead) -> Reply {
    plain(.notFound, "There is nothing at this address.\n", head)
  }

  func preconditionFailed(_ head: RequestHead) -> Reply {
    plain(.preconditionFailed, "The page has changed, or isn't the one that If-Match names.\n", head)
  }

  func tooMany(_ head: RequestHead) -> Reply {
    let seconds = settings.costLimit.flatMap { head.account?.secondsToWait($0) } ?? 1
    return plain(
      .tooManyRequests, "Too many requests. Try again in \(seconds) s.\n", head,
      [Response.Field("Retry-After", String(seconds))])
  }

  /// The longest address that a redirect repeats. Proxies accept only heads of a few kilobytes: nginx 4 KiB
  /// with its defaults (proxy_buffer_size).
  static let longestLocation = 2_000

  func redirect(_ status: Status, _ location: String, _ head: RequestHead, vary: String? = nil) -> Reply {
    guard location.utf8.count <= Self.longestLocation else { return notFound(head) }
    var fields = [
      Response.Field("Location", location), Response.Field("Cache-Control", "public, no-cache"),
    ]
    if let vary { fields.append(Response.Field("Vary", vary)) }
    return .stored(StoredResponse(Response(status, fields: fields)), head.method.isHead ? .headOnly : .whole)
  }

  /// Returns the `Cache-Control` of an answer that names the server: one that has the host of a request must
  /// not get to clients of another.
  func cacheControl(naming usual: String) -> String { settings.origin == nil ? "private, no-cache" : usual }

  /// Returns scheme and host of the server, as the settings or the request say.
  func origin(_ head: RequestHead, in bytes: Span<UInt8>) -> String {
    settings.origin ?? head.origin(in: bytes)
  }
}
