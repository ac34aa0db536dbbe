internal import Directory
internal import HTTPCore
internal import Representations

/// Corrected requests. One is sent to the client only after it has been tried and would be answered (decision
/// 22).
extension DirectoryResponder {
  /// What became of a corrected request.
  private enum Trial {
    case answered
    case refused(ProblemEntry)
  }

  /// What can be said of a corrected request without running it.
  private enum Look {
    case noFault
    /// The target with one more fault corrected.
    case corrected(String)
    /// There is a fault for which no correction is known.
    case refused
  }

  /// The most faults of one request that are corrected.
  private static let mostFaults = 4
  /// A trial costs what a request does. One finds what cannot be found without running the request, such as a
  /// slug in the path that doesn't exist.
  private static let mostTrials = 2

  /// Returns the reply to a request that cannot be served, with the corrected request if one would be
  /// answered.
  func refuseCorrecting(
    _ error: APIError, _ head: RequestHead, in bytes: Span<UInt8>, on route: Route?, id: RequestID, now: Int64
  ) -> Reply {
    let entry = problems.entry(for: error, on: route)
    guard let query = try? Query(head.target.query, in: bytes) else {
      return refuse(error, with: entry, head, id: id)
    }
    let path = bytes.text(head.target.path)
    do throws(Interruption) {
      let corrected = try corrected(entry, path: path, query, head, in: bytes, now: now)
      return refuse(error, with: corrected, head, id: id)
    } catch {
      switch error {
      // Otherwise tries of tokens would be free of their delays and limits at targets with a fault.
      case .denied(let denial):
        return refuse(denial, with: problems.entry(for: denial, on: route), head, id: id)
      // The worker finds the same fault, and tries the correction.
      case .needsWorker: if let reply = worker(head, in: bytes, id: id, now: now) { return reply }
      }
    }
    return refuse(error, with: entry, head, id: id)
  }

  /// Why the corrections of a request aren't tried to the end.
  private enum Interruption: Error {
    /// Only a worker may try one, because its queries may take long.
    case needsWorker
    /// The token of the request isn't valid, or isn't sufficient.
    case denied(APIError)
  }

  private func corrected(
    _ entry: ProblemEntry, path: String, _ query: Query, _ head: RequestHead, in bytes: Span<UInt8>,
    now: Int64
  ) throws(Interruption) -> ProblemEntry {
    let alternates = entry.alternates(path: path, query)
    var target = entry.correctedTarget(path: path, query)
    var tried: [String] = []
    var corrected: String?
    var faults = 1
    while let next = target, faults <= Self.mostFaults, corrected == nil {
      target = nil
      guard let request = CorrectedRequest(next, as: head, in: bytes) else { break }
      switch look(at: request) {
      case .corrected(let better): target = better
      case .refused: break
      case .noFault:
        guard tried.count < Self.mostTrials, let trial = try trial(of: request, now: now) else { break }
        tried.append(next)
        switch trial {
        case .answered: corrected = next
        case .refused(let fault): target = fault.correctedTarget(path: request.path, request.query)
        }
      }
      faults += 1
    }
    guard let first = alternates.first else { return entry.with("corrected", corrected) }
    var areAnswered = first == corrected
    if !areAnswered, !tried.contains(first), tried.count < Self.mostTrials,
      let request = CorrectedRequest(first, as: head, in: bytes), case .noFault = look(at: request),
      case .answered? = try trial(of: request, now: now)
    {
      areAnswered = true
    }
    return entry.with("corrected", corrected).with("alternates", areAnswered ? alternates : nil)
  }

  /// Has a worker refuse the request; returns nil if none has room, or if the client may not spend as much.
  private func worker(_ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply? {
    guard let workers = resources.workers, workers.hasRoom(for: head.peer, key: nil),
      (try? charge(Cost.longQuery, to: head.account, now: now)) != nil
    else { return nil }
    let job = QueryWorkers.Job(
      head: head, bytes: head.copy(of: bytes), id: id, now: now, key: nil, limit: QueryWorkers.timeLimit)
    return workers.reply(to: job, filling: resources.arrivals)
  }

  /// Looks for a fault in the request, and for a value of a parameter that the directory doesn't have.
  private func look(at request: CorrectedRequest) -> Look {
    var route: Route?
    do throws(APIError) {
      guard case .route(let match, let suffix) = try resource(request.head, in: request.bytes.span) else {
        return .noFault
      }
      let found = Routes.all[match.resource]
      route = found
      guard !found.writes.contains(where: { $0.method == request.head.method }) else {
        try checkWrite(request, on: found)
        return .noFault
      }
      let read = try ReadRequest(
        match, suffix: suffix, by: nil, request.head, in: request.bytes.span
      ) { () throws(APIError) in try fields(isStaff: false) }
      return unknownValue(of: read).map { fault in
        .corrected(fault.applied(toPath: request.path, request.query))
      } ?? .noFault
    } catch {
      let entry = problems.entry(for: error, on: route)
      return entry.correctedTarget(path: request.path, request.query).map { .corrected($0) } ?? .refused
    }
  }

  /// Returns the correction of the first value that the directory doesn't have and that can mean only one
  /// other.
  private func unknownValue(of request: ReadRequest) -> Correction? {
    for parameter in request.route.parameters {
      guard let vocabulary = parameter.vocabulary else { continue }
      for value in request.arguments.slugs(of: parameter) {
        if let meant = problems.suggestions.correction(of: value, in: vocabulary) {
          return .replace(parameter.name, piece: value, by: meant)
        }
      }
    }
    return nil
  }

  /// Tries a corrected request. Returns nil if the client has spent what it may spend.
  private func trial(of request: CorrectedRequest, now: Int64) throws(Interruption) -> Trial? {
    let hasToken = hasCredentials(request.head, in: request.bytes.span)
    // That of a token is charged when it is authenticated.
    if !hasToken, (try? charge(Cost.fresh, to: request.head.account, now: now)) == nil { return nil }
    var route: Route?
    let isAnswered: Bool
    do throws(APIError) { isAnswered = try answers(request, now: now, &route) } catch {
      if case .access = error, hasToken { throw .denied(error) }
      return .refused(problems.entry(for: error, on: route))
    }
    guard isAnswered else { throw .needsWorker }
    return .answered
  }

  /// Returns true if the request would be answered, and false if that may take long to find out. Throws the
  /// error that it would be refused with. A write is not tried beyond its path and its parameters.
  private func answers(
    _ request: CorrectedRequest, now: Int64, _ route: inout Route?
  ) throws(APIError) -> Bool {
    let (head, bytes) = (request.head, request.bytes.span)
    guard case .route(let match, let suffix) = try resource(head, in: bytes) else { return true }
    let found = Routes.all[match.resource]
    route = found
    let requester = try authenticate(head, in: bytes, now: now)
    if found.writes.contains(where: { $0.method == head.method }) {
      try checkWrite(request, on: found)
      return true
    }
    try authorize(requester, on: found, match.parameters)
    let request = try ReadRequest(match, suffix: suffix, by: requester, head, in: bytes) {
      () throws(APIError) in
      try fields(isStaff: requester?.isStaff(on: found, path: match.parameters) ?? false)
    }
    if resources.workers != nil, request.mayTakeLong(rows: resources.rows) { return false }
    guard case .loop = found.handler else { return true }
    try beginSnapshot()
    let call = Call(
      route: found, path: match.parameters, arguments: request.arguments, format: request.format,
      hasSuffix: request.hasSuffix, settings: settings, reader: reader,
      staff: request.isStaff ? reader.staff : nil, requester: requester, now: now)
    _ = try content(for: call)
    return true
  }

  /// Checks the parameters of a write.
  private func checkWrite(_ request: CorrectedRequest, on route: Route) throws(APIError) {
    guard let write = route.writes.first(where: { $0.method == request.head.method }) else { return }
    _ = try Arguments(request.query, for: write.parameters)
  }
}
