internal import Directory
internal import HTTPCore
internal import Representations

/// Replies to requests that the cache has no response for.
extension DirectoryResponder {
  func freshReply(
    to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) -> Reply {
    var found: (match: Router.Match, suffix: Format?)?
    label = .none
    do throws(APIError) {
      // A request with a token is charged to the token once that is known.
      if !hasCredentials(head, in: bytes) { try charge(Cost.fresh, to: head.account, now: now) }
      switch try resource(head, in: bytes) {
      case .options(let methods):
        return .stored(StoredResponse(CrossOrigin.options(methods, for: head, settings: settings)), .whole)
      case .route(let match, let suffix):
        found = (match, suffix)
        label = RequestLabels.label(match.resource, cacheResult(of: head, in: bytes, at: match.resource))
        guard let method = Routes.all[match.resource].writes.first(where: { $0.method == head.method }) else {
          return try read(match, suffix, head, in: bytes, id: id, now: now)
        }
        // A write is to the record, not to one of its formats.
        guard suffix == nil else { throw .routing(.methodNotAllowed(.read)) }
        return try write(method, match, head, in: bytes, id: id, now: now)
      }
    } catch {
      let route = found.map { Routes.all[$0.match.resource] }
      // A write is neither redirected nor corrected to another record than the one that it names.
      if case .lookup = error, !head.method.isRead {
        return refuse(error, head, in: bytes, on: route, id: id)
      }
      if case .lookup(.former(let former, _)) = error, let found,
        let redirect = Redirect.response(
          to: former, at: found.match, suffix: found.suffix, query: head.target.query.map { bytes.text($0) })
      {
        return .stored(StoredResponse(redirect), head.method.isHead ? .headOnly : .whole)
      }
      return refuseCorrecting(error, head, in: bytes, on: route, id: id, now: now)
    }
  }

  /// Returns what the cache had for a request that it had no response for.
  private func cacheResult(
    of head: RequestHead, in bytes: Span<UInt8>, at route: Int
  ) -> RequestLabels.CacheResult {
    if case .moment = Routes.all[route].validity { return .none }
    switch Routes.all[route].handler {
    case .worker, .picture, .preview, .backup: return .none
    case .loop, .none: break
    }
    return head.method.isRead && !hasCredentials(head, in: bytes) ? .miss : .none
  }

  enum Resource {
    /// OPTIONS, and the methods to name.
    case options(MethodSet)
    /// The suffix is nil if the path has none.
    case route(Router.Match, suffix: Format?)
  }

  func resource(_ head: RequestHead, in bytes: Span<UInt8>) throws(APIError) -> Resource {
    guard head.method != .unrecognized else { throw .routing(.unknownMethod) }
    switch head.target.form {
    case .asterisk: return .options(Routes.allMethods)
    // CONNECT: this isn't a proxy.
    case .authority: throw .routing(.methodNotAllowed(Routes.allMethods))
    case .origin, .absolute: break
    }
    let (result, suffix) = try route(head, in: bytes)
    switch result {
    case .malformed: throw .routing(.malformedPath)
    case .notFound:
      // Browsers hide a failed preflight from the page; this way the page sees why its request fails.
      if CrossOrigin.isPreflight(head) { return .options(Routes.allMethods) }
      throw .routing(.noSuchPath(bytes.text(head.target.path)))
    case .found(let match):
      let methods = Routes.all[match.resource].methods
      if head.method == .options { return .options(methods) }
      guard methods.contains(head.method) else { throw .routing(.methodNotAllowed(methods)) }
      return .route(match, suffix: suffix)
    }
  }

  /// Routes the path without its suffix first: otherwise `/members/{slug}` would match with the slug
  /// `asker.csv`.
  private func route(
    _ head: RequestHead, in bytes: Span<UInt8>
  ) throws(APIError) -> (Router.Result, suffix: Format?) {
    let path = head.target.path
    guard let (word, stem) = Format.word(of: path, in: bytes),
      case .found(let match) = Routes.router.route(stem, in: bytes)
    else { return (Routes.router.route(path, in: bytes), nil) }
    if let suffix = Format(word) { return (.found(match), suffix) }
    let whole = Routes.router.route(path, in: bytes)
    if head.method.isRead { try refuseSuffix(word, of: match, unless: whole) }
    return (whole, nil)
  }

  /// Throws `noSuchFormat` if the path without its suffix is a resource: no slug has a dot, so the suffix
  /// must be meant as a format.
  private func refuseSuffix(
    _ suffix: String, of match: Router.Match, unless whole: Router.Result
  ) throws(APIError) {
    switch whole {
    // A path with a dot of its own, such as /openapi.json.
    case .found(let other) where other.resource != match.resource: return
    case .malformed: return
    case .found, .notFound: break
    }
    let route = Routes.all[match.resource]
    guard route.methods.contains(.get), route.role == nil, !route.isPicture else { return }
    throw .negotiation(.noSuchFormat(suffix, route))
  }
}
