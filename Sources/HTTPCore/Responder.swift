/// What the responder decides about a request.
package enum Reply {
  /// Octets that are ready, from a cache or for it.
  case stored(StoredResponse, StoredResponse.Part)
  case response(Response)
  /// The transport reads content of at most `limit` bytes, and then calls `then` with the whole request: once, on
  /// the loop. The closure captures what the responder has learnt from the head; it may not return `.readContent`.
  /// Only with this reply is a client told to continue (RFC 9110 §10.1.1).
  case readContent(limit: Int, then: (_ request: Request, _ now: Int64) -> Reply)
  /// Runs on a thread of its own, as work that takes long needs. Only this connection waits for it.
  case deferred(@Sendable () -> Response)
  /// Begins at once and answers later: for what many requests share, as writes share a commit. The connection
  /// waits.
  case awaited(@Sendable (LaterAnswer) -> Void)
  /// The answer is here but goes out later: for a client that is to be slowed down. Only its connection waits.
  case held(Response, milliseconds: Int)
}

/// Where an awaited answer goes; from any thread.
package struct LaterAnswer: Sendable {
  /// Puts the answer there; once.
  package let give: @Sendable (Response) -> Void
  /// Has it sent, and all that was given before with it: once for many is enough.
  package let send: @Sendable () -> Void

  package init(give: @escaping @Sendable (Response) -> Void, send: @escaping @Sendable () -> Void) {
    self.give = give
    self.send = send
  }
}

/// Answers requests: the seam between the transport and everything behind it. One per event loop, made on
/// it and confined to it, so that it needs no lock for its database handle and its cache.
package protocol Responder: AnyObject {
  /// A head has arrived; `bytes` are what its offsets count from, valid during the call.
  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply

  /// The answer to what the transport itself refuses.
  func response(to error: RequestError) -> Response

  /// The loop has answered all that had arrived: what was kept for these requests together can go.
  func loopWillWait()

  /// About once a second, on the loop.
  func tick(now: Int64)
}

extension Responder {
  package func loopWillWait() {}
}
