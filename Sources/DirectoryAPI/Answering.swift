internal import Directory
internal import HTTPCore

/// The path of a request that the cache has no answer to.
extension DirectoryResponder {
  func answer(_ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    var route: Int?
    do throws(APIError) {
      switch try resource(head, in: bytes) {
      case .options(let methods):
        return .stored(StoredResponse(CrossOrigin.options(methods, for: head, settings: settings)), .whole)
      case .route(let match):
        route = match.resource
        return try read(match, head, in: bytes, now: now)
      }
    } catch {
      if case .former(let former, let list) = error,
        let moved = Redirect.response(
          to: former, in: list, path: bytes.text(head.target.path),
          query: head.target.query.map { bytes.text($0) })
      {
        return .stored(StoredResponse(moved), head.method == .head ? .headOnly : .whole)
      }
      return refuse(error, head, in: bytes, on: route.map { Routes.all[$0] }, id: id)
    }
  }

  private enum Resource {
    case options(MethodSet)
    case route(Router<Int>.Match)
  }

  private func resource(_ head: RequestHead, in bytes: Span<UInt8>) throws(APIError) -> Resource {
    guard head.method != .unrecognized else { throw .unknownMethod }
    switch head.target.form {
    case .asterisk: return .options(Routes.allMethods)
    // CONNECT: this is no proxy.
    case .authority: throw .methodNotAllowed(Routes.allMethods)
    case .origin, .absolute: break
    }
    switch Routes.router.route(head.target.path, in: bytes) {
    case .malformed: throw .malformedPath
    case .notFound:
      // A page is not told what a preflight says, so let it make the request and see why that fails.
      if CrossOrigin.isPreflight(head) { return .options(Routes.allMethods) }
      throw .noSuchPath(bytes.text(head.target.path))
    case .found(let match):
      let methods = Routes.all[match.resource].methods
      if head.method == .options { return .options(methods) }
      guard methods.contains(head.method) else { throw .methodNotAllowed(methods) }
      return .route(match)
    }
  }

  private func read(
    _ match: Router<Int>.Match, _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(APIError) -> Reply {
    let route = Routes.all[match.resource]
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch { throw .malformedQuery }
    let arguments = try Arguments(query, for: route.parameters)
    guard let media = route.offers.choose(for: head, in: bytes) else {
      throw .notAcceptable(offers: route.offers.types)
    }
    guard let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)) else {
      throw .codingNotAcceptable
    }
    // Before the question, so that the time is never later than what the answer saw.
    var modified: Int64?
    if case .revision = route.validity { modified = try modificationTime(now: now) }
    let call = Call(
      route: route, path: match.parameters, arguments: arguments, media: route.offers.types[media],
      settings: settings, reader: reader)
    let content: Content
    switch route.handler {
    case .loop(let handler): content = try handler(call)
    }
    let representation = Representation(route: route, media: call.media, content: content, modified: modified)
    let (response, places) = try encode(representation, media: media, coding: coding)
    if case .moment = route.validity {
    } else {
      cache.keep(response, as: places, of: Self.key(head.target), in: bytes, route: match.resource)
    }
    guard let reply = reply(with: response, to: head, in: bytes, now: now) else { throw .preconditionFailed }
    return reply
  }

  /// The response in the coding of choice, and the places in the cache that it fills.
  private func encode(
    _ representation: Representation, media: Int, coding: CodingChoice
  ) throws(APIError) -> (StoredResponse, places: [Int]) {
    let identity = Self.place(media: media, coding: .identity)
    let gzip = Self.place(media: media, coding: .gzip)
    let content = representation.content.bytes
    switch coding {
    case .identity: break
    case .gzip:
      guard content.count >= settings.gzipMinimumBytes else {
        return (representation.response(), [identity, gzip])
      }
      let compressed = try compression.compress(content)
      guard compressed.count < content.count else { return (representation.response(), [identity, gzip]) }
      return (representation.response(compressed: compressed), [gzip])
    case .gzipOnly:
      // Not kept where others would get identity: too rare to have a place of its own.
      let compressed = try compression.compress(content)
      let isUsual = content.count >= settings.gzipMinimumBytes && compressed.count < content.count
      return (representation.response(compressed: compressed), isUsual ? [gzip] : [])
    }
    return (representation.response(), [identity])
  }

  func refuse(
    _ error: APIError, _ head: RequestHead, in bytes: Span<UInt8>, on route: Route? = nil, id: RequestID
  ) -> Reply {
    var entry = problems.entry(for: error, on: route)
    if let correction = entry.correction, let query = try? Query(head.target.query, in: bytes) {
      entry = entry.with("corrected", correction.applied(toPath: bytes.text(head.target.path), query))
    }
    if let message = entry.logged { settings.log("request \(id.text): \(entry.problem.code): \(message)") }
    return .stored(StoredResponse(Self.response(entry)), head.method == .head ? .headOnly : .whole)
  }

  static func response(_ entry: ProblemTable.Entry) -> Response {
    Response(
      entry.problem.status,
      fields: [
        Response.Field("Content-Type", "\(MediaType.problem.field)"),
        // An error says how things are now, not how they will be when it is asked again.
        Response.Field("Cache-Control", "no-store"),
      ] + entry.fields + CrossOrigin.fields,
      body: .bytes(entry.problem.json))
  }
}
