internal import Directory
internal import HTTPCore

/// Corrected requests. One is sent to the client only after it has been tried and would be answered.
extension DirectoryResponder {
  /// What became of a corrected request.
  private enum Trial {
    case answered
    case refused(ProblemEntry, path: String, Query)
  }

  /// The most corrections of one request: each repairs one fault.
  private static let mostFaults = 4

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
    var (fault, path, query) = (entry, path, query)
    let alternates = fault.alternates(path: path, query)
    var corrected: String?
    for _ in 0..<Self.mostFaults {
      guard let target = fault.correctedTarget(path: path, query),
        let trial = try trial(of: target, as: head, in: bytes, now: now)
      else { break }
      switch trial {
      case .answered: corrected = target
      case .refused(let next, let nextPath, let nextQuery): (fault, path, query) = (next, nextPath, nextQuery)
      }
      if corrected != nil { break }
    }
    guard let first = alternates.first else { return entry.with("corrected", corrected) }
    var areAnswered = first == corrected
    if !areAnswered, case .answered? = try trial(of: first, as: head, in: bytes, now: now) {
      areAnswered = true
    }
    return entry.with("corrected", corrected).with("alternates", areAnswered ? alternates : nil)
  }

  /// Has a worker refuse the request; returns nil if none has room, or if the client may not spend as much.
  private func worker(_ head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply? {
    guard let workers, workers.hasRoom(for: head.peer),
      (try? charge(Cost.longQuery, to: head.account, now: now)) != nil
    else { return nil }
    return awaited(
      QueryWorkers.Job(
        head: head, bytes: head.copy(of: bytes), id: id, now: now, key: nil, limit: QueryWorkers.timeLimit),
      workers)
  }

  /// Tries a request like `head` with another target. Returns nil if it isn't a request, or if the client has
  /// spent what it may spend.
  private func trial(
    of target: String, as head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) throws(Interruption) -> Trial? {
    let message = Self.message(target, as: head, in: bytes)
    var parser = RequestParser()
    guard case .complete = parser.parse(message.span) else { return nil }
    let other = parser.takeHead(from: head.peer, head.account)
    guard let query = try? Query(other.target.query, in: message.span) else { return nil }
    // That of a token is charged when it is authenticated.
    if head.first(.authorization) == nil, (try? charge(Cost.fresh, to: head.account, now: now)) == nil {
      return nil
    }
    var route: Route?
    let isAnswered: Bool
    do throws(APIError) { isAnswered = try answers(other, query, in: message.span, now: now, &route) } catch {
      if case .access = error, head.first(.authorization) != nil { throw .denied(error) }
      let path = message.span.text(other.target.path)
      return .refused(problems.entry(for: error, on: route), path: path, query)
    }
    guard isAnswered else { throw .needsWorker }
    return .answered
  }

  /// The fields of a request that choose what it gets.
  private static let choosing: Set<FieldName> = [
    .host, .accept, .acceptEncoding, .authorization, .secFetchMode, .userAgent,
  ]

  private static func message(_ target: String, as head: RequestHead, in bytes: Span<UInt8>) -> [UInt8] {
    var message = bytes.array(head.methodBytes) + Array(" \(target) HTTP/1.1\r\n".utf8)
    for field in head.fields where choosing.contains(field.known) {
      message += bytes.array(field.name) + [Byte.colon] + bytes.array(field.value) + [Byte.cr, Byte.lf]
    }
    return message + [Byte.cr, Byte.lf]
  }

  /// Returns true if the request would be answered, and false if that may take long to find out. Throws the
  /// error that it would be refused with. A write is not tried beyond its path and its parameters.
  private func answers(
    _ head: RequestHead, _ query: Query, in bytes: Span<UInt8>, now: Int64, _ route: inout Route?
  ) throws(APIError) -> Bool {
    guard case .route(let match, let suffix) = try resource(head, in: bytes) else { return true }
    let found = Routes.all[match.resource]
    route = found
    let token = try authenticate(head, in: bytes, now: now)
    if let write = found.writes.first(where: { $0.method == head.method }) {
      _ = try Arguments(query, for: write.parameters)
      return true
    }
    if let role = found.role { _ = try require(role, of: token) }
    let request = try ReadRequest(match, suffix: suffix, isStaff: token != nil, head, in: bytes)
    if workers != nil, request.mayTakeLong(rows: rows) { return false }
    guard case .loop = found.handler else { return true }
    try beginSnapshot()
    let call = Call(
      route: found, path: match.parameters, arguments: request.arguments, format: request.format,
      hasSuffix: request.hasSuffix, settings: settings, reader: reader,
      staff: request.isStaff ? reader.staff : nil)
    _ = try content(for: call)
    return true
  }
}
