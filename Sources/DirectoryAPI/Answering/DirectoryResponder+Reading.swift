internal import Crypto
internal import Directory
internal import HTTPCore
internal import Representations

/// Reads, in three stages: negotiate (`ReadRequest`), make the content, represent it.
extension DirectoryResponder {
  func read(
    _ match: Router.Match, _ suffix: Format?, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID,
    now: Int64
  ) throws(APIError) -> Reply {
    switch Routes.all[match.resource].handler {
    case .picture(let type): return try picture(of: type, match, head, in: bytes, now: now)
    case .preview: return try preview(match, head, in: bytes, id: id, now: now)
    case .backup: return try backup(match, suffix, head, in: bytes, id: id, now: now)
    case .loop, .worker, .none: break
    }
    let requester = try authenticate(head, in: bytes, now: now)
    let route = Routes.all[match.resource]
    try authorize(requester, on: route, match.parameters)
    let request = try ReadRequest(match, suffix: suffix, by: requester, head, in: bytes) {
      () throws(APIError) in
      try fields(isStaff: requester?.isStaff(on: route, path: match.parameters) ?? false)
    }
    let account = account(of: requester, head)
    let reply = try workersReply(to: request, head: head, in: bytes, id: id, now: now, account: account)
    if let reply { return reply }
    if request.isStreamed { try charge(Cost.wholeList, to: account, now: now) }
    let modified = try beginReading(request.route, now: now)
    let call = Call(
      route: request.route, path: match.parameters, arguments: request.arguments, format: request.format,
      hasSuffix: request.hasSuffix, settings: settings,
      origin: settings.options.origin ?? head.origin(in: bytes), reader: reader,
      staff: request.isStaff ? reader.staff : nil, requester: requester, now: now)
    if case .worker(let make) = request.route.handler {
      return try large(make, for: request, modified, account: account, head, in: bytes, now: now)
    }
    let content = try content(for: call)
    let representation = Representation(
      route: call.route, format: call.format, hasSuffix: call.hasSuffix, content: content, modified: modified,
      policy: policy,
      tags: policy.tags(
        of: call.route, path: call.path, including: call.arguments.inclusions, in: call.format),
      isPrivate: request.isPrivate, language: call.arguments.language,
      alternates: Alternates.link(of: call))
    return try represent(representation, for: request, head, in: bytes, now: now)
  }

  /// Returns the fields that the directory defines for members, as far as the client may know them.
  func fields(isStaff: Bool) throws(APIError) -> [Directory.Field] {
    try APIError.wrapping { () throws(DirectoryError) in
      try isStaff ? reader.staff.fields() : reader.fields()
    }
  }

  /// Begins a snapshot and returns the time of its last change, or nil if the content does not depend on the
  /// directory. The time is read before the content, so it is never later than what the content shows.
  private func beginReading(_ route: Route, now: Int64) throws(APIError) -> ModificationTime? {
    guard case .revision = route.validity else {
      resources.beginAnswer(thatChanges: false)
      return nil
    }
    try beginSnapshot()
    let time = try modificationTime(now: now)
    resources.beginAnswer(thatChanges: true)
    return time
  }

  /// Runs the handler; for a record that is not published, returns its draft if the request has a token.
  func content(for call: Call) throws(APIError) -> Content {
    guard case .loop(let handler) = call.route.handler else {
      throw .routing(.methodNotAllowed(call.route.methods))
    }
    try call.checkLanguage()
    do throws(APIError) { return try handler(call) } catch {
      guard let type = call.route.record, case .lookup(let lookup) = error, lookup.mayBeDraft else {
        throw error
      }
      return try DraftRoutes.draft(RecordKey(type, path: call.path), insteadOf: error, for: call)
    }
  }

  /// Encodes the content, caches the response if others may get it, and weighs the preconditions.
  private func represent(
    _ representation: Representation, for request: ReadRequest, _ head: RequestHead, in bytes: Span<UInt8>,
    now: Int64
  ) throws(APIError) -> Reply {
    if let stream = representation.content.stream {
      return try reply(streaming: stream, as: representation, for: request, head, in: bytes, now: now)
    }
    let digest = digest(of: representation)
    let dated = dated(representation, digest, for: request, head, in: bytes, now: now)
    let coded = try encode(dated, digest, for: request)
    if isCacheable(request) {
      resources.keep(coded, of: head.target, in: bytes, route: request.match.resource)
    }
    guard let reply = coded.response.reply(to: head, in: bytes, now: now) else {
      throw .negotiation(.preconditionFailed)
    }
    return reply
  }

  /// Returns the digest of the content, or nil if no cache may store it.
  private func digest(of representation: Representation) -> SHA256.Digest? {
    if case .moment = representation.route.validity { return nil }
    return EntityTag.digest(of: representation.content.bytes)
  }

  /// Returns the representation with the date of its content instead of that of the directory.
  private func dated(
    _ representation: Representation, _ digest: SHA256.Digest?, for request: ReadRequest, _ head: RequestHead,
    in bytes: Span<UInt8>, now: Int64
  ) -> Representation {
    // What staff see has another content at the same target.
    guard let digest, !request.isPrivate, case .revision = request.route.validity else {
      return representation
    }
    let directory = representation.modified
    let seconds = resources.dates.contents.date(
      of: digest, at: head.target.cacheKey, in: bytes, media: request.media, directory: directory?.seconds,
      now: now)
    guard seconds != directory?.seconds else { return representation }
    var dated = representation
    dated.modified = seconds.map { ModificationTime($0) }
    return dated
  }

  func isCacheable(_ request: ReadRequest) -> Bool {
    if case .moment = request.route.validity { return false }
    // A response that names the host of the request is for that host only.
    let isForAnyHost = settings.options.origin != nil || !request.format.hasProvenance
    return !request.isPrivate && isForAnyHost
  }

  /// Returns the response in the chosen coding, and the places in the cache that it fills.
  private func encode(
    _ representation: Representation, _ digest: SHA256.Digest?, for request: ReadRequest
  ) throws(APIError) -> CodedResponse {
    // With a suffix, Accept makes no difference, so the response fills the places of all formats.
    let media =
      request.hasSuffix ? request.route.offers.formats.indices : request.media..<(request.media + 1)
    return try CodedResponse(
      representation.content.bytes, request.coding, media: media,
      minimumBytes: settings.options.gzipMinimumBytes,
      compress: { content throws(APIError) in
        do { return try resources.compression.compress(content) } catch { throw .compression("\(error)") }
      },
      make: { representation.response(digest, compressed: $0) })
  }
}
