package import HTTPCore

/// Where a loop tells what it answered. One per loop, called on it for every request: no call may block or
/// allocate once warm.
package protocol RequestLog: AnyObject {
  /// `bytes` are what the offsets in `head` count from; content and field values are not for the log.
  func record(
    _ head: RequestHead, in bytes: Span<UInt8>, status: Status, contentLength: Int, microseconds: Int,
    id: RequestID, peer: PeerAddress)

  /// What never became a request.
  func recordRefusal(_ error: RequestError, id: RequestID, peer: PeerAddress)

  /// The loop is about to wait: time to write what a person at a terminal is looking for.
  func loopWillWait()

  /// About once a second.
  func tick()
}
