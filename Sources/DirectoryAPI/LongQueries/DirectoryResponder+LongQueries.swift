internal import Directory
package import HTTPCore
package import Representations

/// Reads whose queries may take long: what a loop does with them, and what a worker does.
extension DirectoryResponder: QueryWorker {
  // MARK: On the loop

  /// Returns the reply that has a worker answer the request; nil if the loop answers it itself, because its
  /// queries are short or because this responder is that of a worker.
  func workersReply(
    to request: ReadRequest, head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64,
    account: ClientAccount?
  ) throws(APIError) -> Reply? {
    guard let workers = resources.workers, request.mayTakeLong(rows: resources.rows) else { return nil }
    if request.isStreamed { label = RequestLabels.label(request.match.resource, .none) }
    try charge(
      request.isStreamed ? Cost.longQuery + Cost.wholeList : Cost.longQuery, to: account, now: now)
    // A stream isn't kept, so that it couldn't be weighed against the conditions of another request.
    let key =
      isCacheable(request) && !request.isStreamed
      ? QueryWorkers.Key(
        revision: store.revisionNumber, target: bytes.array(head.target.cacheKey), media: request.media,
        coding: request.coding) : nil
    guard workers.hasRoom(for: head.peer, key: key) else { throw .longQuery(.queriesWait) }
    let limit = request.isStreamed ? QueryWorkers.streamTimeLimit : QueryWorkers.timeLimit
    let job = QueryWorkers.Job(
      head: head, bytes: head.copy(of: bytes), id: id, now: now, key: key, limit: limit)
    return workers.reply(to: job, filling: resources.arrivals)
  }

  // MARK: On a worker

  /// Returns a responder that answers for loops: what it makes goes into the cache of the loop that has
  /// asked, which has charged the client.
  package static func worker(
    _ resources: LoopResources, settings: APISettings, access: Access
  ) -> DirectoryResponder {
    var settings = settings
    settings.options.costPerSecond = 0
    return DirectoryResponder(resources, settings: settings, access: access, watchesStore: false)
  }

  package func answer(_ job: QueryWorkers.Job) -> QueryOutcome {
    let (head, bytes) = (job.head, job.bytes.span)
    return resources.outcome(of: job) {
      delivery(of: freshReply(to: head, in: bytes, id: job.id, now: job.now), head, in: bytes, id: job.id)
    }
  }

  package func repeated(_ outcome: QueryOutcome, for job: QueryWorkers.Job) -> Delivery? {
    guard let response = outcome.cacheable?.response else { return nil }
    return delivery(of: response, for: job.head, in: job.bytes.span, id: job.id, now: job.now)
  }

  /// Returns the delivery of a response that was made for another request with the same key.
  func delivery(
    of response: StoredResponse, for head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64
  ) -> Delivery {
    let reply =
      response.reply(to: head, in: bytes, now: now)
      ?? refuse(.negotiation(.preconditionFailed), head, in: bytes, id: id)
    return delivery(of: reply, head, in: bytes, id: id)
  }

  private func delivery(
    of reply: Reply, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID
  ) -> Delivery {
    switch reply {
    case .stored(let stored, let part): return .stored(stored, part)
    case .response(let response):
      guard case .source(let source, _) = response.body else { return .response(response) }
      return whole(source, of: response, head, in: bytes, id: id)
    case .delayed(let response, _): return .response(response)
    case .deferred(let work): return .response(work())
    // Only writes are answered so.
    case .readContent, .awaited:
      return delivery(
        of: refuse(.routing(.methodNotAllowed(.read)), head, in: bytes, id: id), head, in: bytes, id: id)
    }
  }

  /// Returns the response with its content in memory: its source reads with the worker's reader, so it can't
  /// be left to a loop.
  private func whole(
    _ source: any BodySource, of response: Response, _ head: RequestHead, in bytes: Span<UInt8>, id: RequestID
  ) -> Delivery {
    var response = response
    if head.method.isHead {
      response.body = .source(NoSource(), length: nil)
      return .response(response)
    }
    var content: [UInt8] = []
    do {
      while try source.next(into: &content) {
        guard content.count <= Self.largestStream else {
          return delivery(
            of: refuse(.longQuery(.listTooLarge), head, in: bytes, id: id), head, in: bytes, id: id)
        }
      }
    } catch {
      let failure = error as? DirectoryError ?? .unavailable("\(error)")
      return delivery(of: refuse(.directory(failure), head, in: bytes, id: id), head, in: bytes, id: id)
    }
    response.body = .bytes(content)
    return .response(response)
  }

  /// A whole list that has to be sorted or searched is sent from memory.
  private static let largestStream = 32 << 20
}

extension ReadRequest {
  /// Writing a page with more rows takes longer than many queries.
  private static let longPage = 100

  /// Reports whether the answer may keep an event loop for longer than about a millisecond.
  func mayTakeLong(rows: Int) -> Bool {
    // Each entry of a feed compares two states of a record.
    if format == .atom || route.isLong { return true }
    guard rows > LoopResources.fewRows, case .loop = route.handler, case .revision = route.validity else {
      return false
    }
    if route.isRanked || arguments.inclusions.contains(where: \.mayTakeLong) { return true }
    let query = arguments.query
    if isStreamed { return query.text != nil || !query.sort.isEmpty }
    // A filter by slug reads as many rows as it has values.
    let isNarrow = query.clauses.allSatisfy { $0.field == "slug" && !$0.isExcluding }
    return query.text != nil || !query.sort.isEmpty || !query.facets.isEmpty || !isNarrow
      || query.limit > Self.longPage
  }

  /// Whether the answer is a whole list of any length.
  var isStreamed: Bool {
    guard case .record(let format) = format, route.record == nil, !arguments.saysHowMany else { return false }
    switch format {
    case .ndjson, .csv, .jsonld, .vcf, .geojson: return true
    case .json, .txt: return false
    }
  }
}

extension Inclusion {
  /// Whether it ranks all members, or adds a list of up to a thousand records.
  fileprivate var mayTakeLong: Bool {
    switch self {
    case .related, .contacts, .offices: true
    case .topics, .county, .broader, .office, .organisation, .member: false
    }
  }
}
