package import HTTPCore

/// A phase in which the server listens but can't answer requests for data.
package enum ServicePhase: Sendable {
  /// The database is opened and migrated.
  case starting
  /// The server accepts no new connections and will end soon.
  case stopping
}

extension ProblemTable {
  static func entry(for phase: ServicePhase) -> ProblemEntry {
    switch phase {
    case .starting:
      ProblemEntry(
        .serviceUnavailable, "starting", "The server is starting. Try again in a second."
      ).sending("Retry-After", retrySoon)
    case .stopping:
      ProblemEntry(
        .serviceUnavailable, "stopping", "The server is stopping. Try again in a second."
      ).sending("Retry-After", retrySoon)
    }
  }
}

/// Replies while the server starts: `/health/live` answers 200, and everything else 503.
package final class StartingResponder: Responder {
  private let live: StoredResponse
  private let refusal = StoredResponse(ProblemTable.entry(for: .starting).response)

  package init() {
    live = StoredResponse(
      Response(
        .ok,
        fields: [
          Response.Field("Content-Type", "\(MediaType.json.field)"),
          Response.Field("Cache-Control", "no-store"),
        ] + CrossOrigin.fields,
        body: .bytes(HealthRoutes.liveContent)))
  }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    let isLive = head.method.isRead && bytes.equals(head.target.path, "/health/live")
    return .stored(isLive ? live : refusal, head.method.isHead ? .headOnly : .whole)
  }

  package func response(to error: RequestError) -> Response { ProblemTable.entry(for: error).response }

  package func tick(now: Int64) {}
}

/// Replies while the server stops or is about to: `/health/ready` answers 503, so that a load balancer sends
/// no further requests. The responder that it replaces answers everything else.
package final class StoppingResponder: Responder {
  private let replaced: any Responder
  package private(set) var label = RequestLabel.none
  private let refusal = StoredResponse(ProblemTable.entry(for: .stopping).response)

  package init(replacing replaced: any Responder) { self.replaced = replaced }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    guard head.method.isRead, bytes.equals(head.target.path, "/health/ready") else {
      let reply = replaced.reply(to: head, in: bytes, id: id, now: now)
      label = replaced.label
      return reply
    }
    label = .none
    return .stored(refusal, head.method.isHead ? .headOnly : .whole)
  }

  package func response(to error: RequestError) -> Response { replaced.response(to: error) }

  package func loopWillWait() { replaced.loopWillWait() }

  package func tick(now: Int64) { replaced.tick(now: now) }
}
