internal import HTTPCore

/// The answers to requests with the cookie of a session: no cache may keep them, and no page of another
/// origin may read them.
extension Reply {
  var ofSession: Reply {
    switch self {
    case .stored(let stored, let part): .stored(stored.ofSession, part)
    case .response(let response): .response(response.ofSession)
    case .readContent(let limit, let then): .readContent(limit: limit) { then($0, $1).ofSession }
    case .deferred(let work): .deferred { work().ofSession }
    case .awaited(let start):
      .awaited { later in
        start(
          LaterResponse(
            deliver: { later.deliver($0.ofSession) }, wakeLoop: later.wakeLoop))
      }
    case .delayed(let response, let milliseconds):
      .delayed(response.ofSession, milliseconds: milliseconds)
    }
  }
}

extension Delivery {
  var ofSession: Delivery {
    switch self {
    case .stored(let stored, let part): .stored(stored.ofSession, part)
    case .response(let response): .response(response.ofSession)
    }
  }
}

private let replaced: [StaticString] = [
  "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Allow-Methods",
  "Access-Control-Allow-Headers", "Access-Control-Max-Age", "Cache-Control", "Cache-Tag", "Surrogate-Key",
  "xkey",
]
private let replacements = [
  Response.Field("Cache-Control", "private, no-store"),
  Response.Field("Vary", "Cookie, Authorization, Origin, Sec-Fetch-Site"),
]

extension StoredResponse {
  fileprivate var ofSession: StoredResponse { replacing(replaced, by: replacements) }
}

extension Response {
  fileprivate var ofSession: Response { replacing(replaced, by: replacements) }
}
