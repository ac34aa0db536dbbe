internal import Directory
internal import Gzip
internal import HTML
internal import HTTPCore
internal import Representations

/// Makes pages.
extension SiteResponder {
  /// - Parameter rest: the path after the language.
  func page(
    _ language: SiteLanguage, _ rest: Range<Int>, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID,
    now: Int64
  ) -> Reply {
    let query: Query
    do { query = try Query(head.target.query, in: bytes) } catch {
      return plain(.badRequest, "The query has a malformed escape.\n", head)
    }
    // The start page has a slash at its end, and no other page has.
    if rest.isEmpty { return redirect(.movedPermanently, "/" + language.tag + "/", head) }
    var route: (index: Int, parameters: [String])?
    switch SiteRoutes.router.route(rest, in: bytes) {
    case .malformed:
      return plain(
        .badRequest, "The path is malformed: a wrong escape, a control, or .. above the start.\n", head)
    case .found(let match): route = (match.resource, match.parameters)
    case .notFound:
      if rest.count > 1, bytes[rest.upperBound - 1] == Byte.slash {
        let path = bytes.text(head.target.path.lowerBound..<rest.upperBound - 1)
        return redirect(.movedPermanently, path, head)
      }
    }
    if let route {
      label = settings.labels.label(route.index, isHit: false)
      let found = SiteRoutes.all[route.index]
      let reply = workersReply(
        to: head, mayTakeLong: found.mayTakeLong, namesHost: found.namesHost, in: bytes, id: id, now: now)
      if let reply { return reply }
    }
    let request = SiteRequest(
      language: language, route: route?.index, parameters: route?.parameters ?? [], query: query,
      path: bytes.text(rest))
    return answer(request, head, in: bytes, id: id, now: now)
  }

  /// Returns the reply that has a worker make the page; nil if the loop makes it itself.
  func workersReply(
    to head: RequestHead, mayTakeLong: Bool, namesHost: Bool, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) -> Reply? {
    guard let workers = resources.workers, mayTakeLong,
      resources.rows > LoopResources.fewRows
    else { return nil }
    guard charge(Cost.longQuery, to: head, now: now) else { return tooMany(head) }
    guard let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)) else { return busy(head) }
    let key =
      namesHost && settings.origin == nil
      ? nil
      : QueryWorkers.Key(
        revision: resources.store.revisionNumber, target: bytes.array(head.target.cacheKey), media: 0,
        coding: coding)
    guard workers.hasRoom(for: head.peer, key: key) else { return busy(head) }
    let job = QueryWorkers.Job(
      head: head, bytes: head.copy(of: bytes), id: id, now: now, key: key, limit: QueryWorkers.timeLimit)
    return workers.reply(to: job, filling: resources.arrivals)
  }

  func busy(_ head: RequestHead) -> Reply {
    plain(
      .serviceUnavailable, "The server is busy. Try again in a few seconds.\n", head,
      [Response.Field("Retry-After", "2")])
  }

  /// Makes the page, and caches it if others may get it.
  private func answer(
    _ request: SiteRequest, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) -> Reply {
    do throws(DirectoryError) {
      try resources.beginSnapshot()
      let modified = try resources.modificationTime(now: now)
      resources.beginAnswer(thatChanges: true)
      let call = try call(for: request, origin: origin(head, in: bytes), now: now)
      guard call.languages.contains(request.language) else {
        let start = "/" + SiteLanguage.standard(for: call.organisation?.languages ?? []).tag
        return redirect(.seeOther, start + request.path, head)
      }
      var page: Page
      do throws(SiteError) {
        guard let route = request.route else { throw .notFound }
        page = try SiteRoutes.all[route].make(call)
      } catch {
        if case .moved(let address) = error {
          return redirect(.movedPermanently, address.text(in: request.language), head)
        }
        if case .directory(let failure) = error { try check(failure) }
        page = FaultPages.make(error, call)
      }
      // A page without it must not be cached because the directory was busy.
      page.linkedData = try page.subject.flatMap { (key) throws(DirectoryError) in
        try settings.linkedData(key, call.reader)
      }
      let content = Layout(call: call, page: page).document()
      return represent(content, of: page, request, modified, head, in: bytes, now: now)
    } catch {
      return failure(error, request, head, id: id)
    }
  }

  /// Throws the errors that aren't the reader's fault.
  private func check(_ error: DirectoryError) throws(DirectoryError) {
    switch error {
    case .unknownValue, .invalidCursor: return
    default: throw error
    }
  }

  func call(
    for request: SiteRequest, origin: String, now: Int64
  ) throws(DirectoryError) -> SiteCall {
    try SiteCall(
      request, resources.reader, settings: settings, assets: assets, now: now, origin: origin)
  }

  private func represent(
    _ content: [UInt8], of page: Page, _ request: SiteRequest, _ modified: ModificationTime?,
    _ head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) -> Reply {
    guard let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)) else {
      return plain(.notAcceptable, "The page is sent uncompressed or with gzip.\n", head)
    }
    let namesHost = request.route.map { SiteRoutes.all[$0].namesHost } ?? false
    let isCacheable =
      page.status.code == 200 && request.route != nil && (settings.origin != nil || !namesHost)
    let digest = EntityTag.digest(of: content)
    let coded: CodedResponse
    do {
      coded = try CodedResponse(
        content, coding, media: 0..<1, minimumBytes: settings.gzipMinimumBytes,
        compress: resources.compression.compress,
        make: { compressed in
          let tag = isCacheable ? EntityTag(of: digest, isCompressed: compressed != nil) : nil
          let fields = pageFields(page, request.language, tag, modified, isCompressed: compressed != nil)
          let body = Array((compressed ?? content)[...])
          return StoredResponse(
            Response(page.status, fields: fields, body: .bytes(body)), tag: tag,
            modified: isCacheable ? modified?.seconds : nil)
        })
    } catch { return busy(head) }
    guard isCacheable, let route = request.route else {
      return .stored(coded.response, head.method.isHead ? .headOnly : .whole)
    }
    resources.keep(coded, of: head.target, in: bytes, route: route)
    return coded.response.reply(to: head, in: bytes, now: now) ?? preconditionFailed(head)
  }

  private func pageFields(
    _ page: Page, _ language: SiteLanguage, _ tag: EntityTag?, _ modified: ModificationTime?,
    isCompressed: Bool
  ) -> [Response.Field] {
    var fields = [
      Response.Field("Content-Type", "\(MediaType.html.field)"),
      Response.Field("Content-Language", language.tag),
      Response.Field("Cache-Control", tag == nil ? "no-store" : settings.cacheControl),
      Response.Field("Vary", "Accept-Encoding"),
    ]
    if let tag {
      if let cacheTag = settings.cacheTag { fields.append(cacheTag) }
      fields.append(Response.Field("ETag", tag.text))
      if let modified { fields.append(modified.field) }
    }
    if isCompressed { fields.append(Response.Field("Content-Encoding", "gzip")) }
    return fields + self.fields.all
  }

  /// Returns the page that says that there is a fault, and logs it.
  private func failure(
    _ error: DirectoryError, _ request: SiteRequest, _ head: RequestHead, id: RequestID
  ) -> Reply {
    settings.log("request \(id.text): \(error)")
    let say = request.language.phrases
    return plain(
      .serviceUnavailable, say.failedTitle + "\n\n" + say.failedText + "\n", head,
      [Response.Field("Retry-After", "5")])
  }
}

/// A request for a page, parsed.
struct SiteRequest {
  let language: SiteLanguage
  /// The index of the page; nil if there is none with this path.
  let route: Int?
  let parameters: [String]
  let query: Query
  /// The path after the language, as it was sent.
  let path: String
}
