/// What a responder does about a request.
package enum Reply {
  /// A response whose bytes are ready, from a cache or for it.
  case stored(StoredResponse, StoredResponse.Part)
  case response(Response)
  /// The responder wants the content. The transport reads at most `limit` bytes, and then calls `then` with
  /// the whole request: once, on the loop. The closure captures what the responder has learnt from the head.
  /// It must not return `.readContent`. Only with this reply does a client that waits for a 100 get one (RFC
  /// 9110 §10.1.1).
  case readContent(limit: Int, then: (_ request: Request, _ now: Int64) -> Reply)
  /// The work takes long. It runs on another thread, and only this connection waits for its response.
  case deferred(@Sendable () -> Response)
  /// The work is shared by many requests, as writes share a commit. It begins at once, and its response is
  /// delivered later, from any thread. Only this connection waits for it.
  case awaited(@Sendable (LaterResponse) -> Void)
  /// The response is ready but sent only after a delay, to slow down its client. Only this connection waits.
  case delayed(Response, milliseconds: Int)
}

/// A response that comes later.
package enum Delivery: Sendable {
  case stored(StoredResponse, StoredResponse.Part)
  case response(Response)
}

/// Where the response to an awaited request is delivered. Any thread may call both functions.
package struct LaterResponse: Sendable {
  /// Delivers the response, without waking the loop. Call it once.
  package let deliver: @Sendable (Delivery) -> Void
  /// Wakes the loop to send what has been delivered to it. One call serves all responses before it.
  package let wakeLoop: @Sendable () -> Void

  package init(
    deliver: @escaping @Sendable (Delivery) -> Void, wakeLoop: @escaping @Sendable () -> Void
  ) {
    self.deliver = deliver
    self.wakeLoop = wakeLoop
  }
}

/// Answers requests: the seam between the transport and everything behind it. Each event loop has its own,
/// made for it and used only on it, so its database handle and its cache need no lock.
package protocol Responder: AnyObject {
  /// Called when the head of a request has arrived. `bytes` are what its offsets count from, and are valid
  /// during the call only.
  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply

  /// Returns the response to a request that the transport refuses. Its body is in memory.
  func response(to error: RequestError) -> Response

  /// Called when the loop has answered everything that had arrived: what was kept for those requests together
  /// can be released.
  func loopWillWait()

  /// Called about once a second, on the loop.
  func tick(now: Int64)

  /// What the last reply was about, by which the transport counts the request.
  var label: RequestLabel { get }
}

extension Responder {
  package func loopWillWait() {}

  package var label: RequestLabel { .none }
}

/// What a request is counted by. The number means something to the responder only. A responder has a fixed
/// set of labels, so no request can add one.
package struct RequestLabel: Sendable, Hashable {
  package let number: Int

  @inline(__always)
  package init(_ number: Int) { self.number = number }

  /// The label of requests that a responder doesn't distinguish.
  package static let none = RequestLabel(0)
}
