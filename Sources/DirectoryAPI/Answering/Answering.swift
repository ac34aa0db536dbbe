internal import Directory
internal import HTTPCore

/// The path of a request that the cache has no answer to.
extension DirectoryResponder {
  /// `content` is nil while it is not read.
  func answer(
    _ head: RequestHead, in bytes: Span<UInt8>, content: [UInt8]?, id: RequestID, now: Int64
  ) -> Reply {
    var route: Int?
    var found: (match: Router.Match, suffix: Format?)?
    do throws(APIError) {
      switch try resource(head, in: bytes) {
      case .options(let methods):
        return .stored(StoredResponse(CrossOrigin.options(methods, for: head, settings: settings)), .whole)
      case .route(let match, let suffix):
        route = match.resource
        if let write = Routes.all[match.resource].writes.first(where: { $0.method == head.method }) {
          // What is written is the record, not one of its formats.
          guard suffix == nil else { throw .routing(.methodNotAllowed(.read)) }
          return try self.write(write, match, head, in: bytes, content: content, id: id, now: now)
        }
        found = (match, suffix)
        return try read(match, suffix, head, in: bytes, now: now)
      }
    } catch {
      if case .lookup(.former(let former, _)) = error, let found,
        let moved = Redirect.response(
          to: former, at: found.match, suffix: found.suffix, query: head.target.query.map { bytes.text($0) })
      {
        return .stored(StoredResponse(moved), head.method.isHead ? .headOnly : .whole)
      }
      return refuse(error, head, in: bytes, on: route.map { Routes.all[$0] }, id: id)
    }
  }

  private enum Resource {
    case options(MethodSet)
    /// The suffix of the path, where it has one that the route was found by.
    case route(Router.Match, Format?)
  }

  private func resource(_ head: RequestHead, in bytes: Span<UInt8>) throws(APIError) -> Resource {
    guard head.method != .unrecognized else { throw .routing(.unknownMethod) }
    switch head.target.form {
    case .asterisk: return .options(Routes.allMethods)
    // CONNECT: this is no proxy.
    case .authority: throw .routing(.methodNotAllowed(Routes.allMethods))
    case .origin, .absolute: break
    }
    let (found, suffix) = route(head.target.path, in: bytes)
    if suffix == nil, head.method.isRead {
      try refuseUnknownSuffix(of: head.target.path, found, in: bytes)
    }
    switch found {
    case .malformed: throw .routing(.malformedPath)
    case .notFound:
      // A page is not told what a preflight says, so let it make the request and see why that fails.
      if CrossOrigin.isPreflight(head) { return .options(Routes.allMethods) }
      throw .routing(.noSuchPath(bytes.text(head.target.path)))
    case .found(let match):
      let methods = Routes.all[match.resource].methods
      if head.method == .options { return .options(methods) }
      guard methods.contains(head.method) else { throw .routing(.methodNotAllowed(methods)) }
      return .route(match, suffix)
    }
  }

  /// Without its suffix first: `/members/{slug}` would take `asker.csv` for a slug.
  private func route(_ path: Range<Int>, in bytes: Span<UInt8>) -> (Router.Result, Format?) {
    if let (suffix, stem) = Format.suffix(of: path, in: bytes),
      case .found(let match) = Routes.router.route(stem, in: bytes)
    {
      return (.found(match), suffix)
    }
    return (Routes.router.route(path, in: bytes), nil)
  }

  /// Where a path is a resource but for a suffix that names no format, that is told: a slug holds no dot, so
  /// nothing else can be meant.
  private func refuseUnknownSuffix(
    of path: Range<Int>, _ found: Router.Result, in bytes: Span<UInt8>
  ) throws(APIError) {
    guard let (word, stem) = Format.word(of: path, in: bytes),
      case .found(let match) = Routes.router.route(stem, in: bytes)
    else { return }
    switch found {
    // A name of ours that has a dot in it, such as /openapi.json.
    case .found(let other) where other.resource != match.resource: return
    case .malformed: return
    case .found, .notFound: break
    }
    let route = Routes.all[match.resource]
    guard route.methods.contains(.get), route.role == nil else { return }
    throw .negotiation(.noSuchFormat(word, route))
  }

  private func read(
    _ match: Router.Match, _ suffix: Format?, _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    let route = Routes.all[match.resource]
    let token = try authenticate(head, in: bytes, now: now)
    if let role = route.role { _ = try require(role, of: token) }
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .argument(.malformedQuery) }
    let arguments = try Arguments(query, for: route.parameters)
    let media =
      suffix.map { route.offers.formats.firstIndex(of: $0) } ?? route.offers.choose(for: head, in: bytes)
    guard let media else { throw .negotiation(.notAcceptable(offers: route.offers.formats, suffix: suffix)) }
    let format = route.offers.formats[media]
    try arguments.check(for: format, of: route)
    guard let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)) else {
      throw .negotiation(.codingNotAcceptable)
    }
    // Before the question, so that the time is never later than what the answer saw.
    var modified: ModificationTime?
    if case .revision = route.validity {
      try hold()
      modified = try modificationTime(now: now)
    }
    let call = Call(
      route: route, path: match.parameters, arguments: arguments, format: format, hasSuffix: suffix != nil,
      settings: settings, origin: settings.origin ?? head.origin(in: bytes), reader: reader,
      staff: token == nil ? nil : reader.staff)
    if case .worker(let make) = route.handler {
      return try large(make, for: call, at: match.resource, modified, coding, head, in: bytes, now: now)
    }
    let content = try content(for: call)
    let representation = Representation(
      route: route, format: format, hasSuffix: suffix != nil, content: content, modified: modified,
      isPrivate: token != nil, alternates: Alternates.link(of: call))
    if let stream = content.stream {
      guard coding != .gzipOnly else { throw .negotiation(.codingNotAcceptable) }
      return .response(representation.response(streaming: stream))
    }
    // What a suffix has settled is the same whatever Accept says.
    let places = suffix == nil ? media..<(media + 1) : route.offers.formats.indices
    let (response, representations) = try encode(representation, media: places, coding: coding)
    // What names the host that was asked is of that host alone.
    let isForAnyHost = settings.origin != nil || !format.hasProvenance
    if case .moment = route.validity {
    } else if token == nil, isForAnyHost {
      cache.keep(response, as: representations, of: Self.key(head.target), in: bytes, route: match.resource)
    }
    guard let reply = reply(with: response, to: head, in: bytes, now: now) else {
      throw .negotiation(.preconditionFailed)
    }
    return reply
  }

  private func content(for call: Call) throws(APIError) -> Content {
    guard case .loop(let handler) = call.route.handler else {
      throw .routing(.methodNotAllowed(call.route.methods))
    }
    do throws(APIError) { return try handler(call) } catch {
      guard let type = call.route.record else { throw error }
      guard case .lookup(let lookup) = error, lookup.mayBeDraft else { throw error }
      let key = type == .organisation ? .organisation : RecordKey(type, call.slug)
      return try DraftRoutes.draft(key, insteadOf: error, for: call)
    }
  }

  /// The response in the coding of choice, and the places in the cache that it fills.
  private func encode(
    _ representation: Representation, media: Range<Int>, coding: CodingChoice
  ) throws(APIError) -> (StoredResponse, places: [Int]) {
    let identity = media.map { Self.place(media: $0, coding: .identity) }
    let gzip = media.map { Self.place(media: $0, coding: .gzip) }
    let content = representation.content.bytes
    switch coding {
    case .identity: break
    case .gzip:
      guard content.count >= settings.gzipMinimumBytes else {
        return (representation.response(), identity + gzip)
      }
      let compressed = try compression.compress(content)
      guard compressed.count < content.count else { return (representation.response(), identity + gzip) }
      return (representation.response(compressed: compressed), gzip)
    case .gzipOnly:
      // Not kept where others would get identity: too rare to have a place of its own.
      let compressed = try compression.compress(content)
      let isUsual = content.count >= settings.gzipMinimumBytes && compressed.count < content.count
      return (representation.response(compressed: compressed), isUsual ? gzip : [])
    }
    return (representation.response(), identity)
  }
}
