package import HTTPCore

/// Records what a loop has answered. Each loop has its own and calls it for every request, so no call may
/// block, or allocate after the first ones.
package protocol RequestLog: AnyObject {
  /// Records a request and its response. `bytes` are what the offsets in `head` count from. Content and field
  /// values don't belong in the log.
  func record(
    _ head: RequestHead, in bytes: Span<UInt8>, status: Status, contentLength: Int, microseconds: Int,
    id: RequestID, peer: PeerAddress)

  /// Records a request that was refused before a handler saw it.
  func recordRefusal(_ error: RequestError, id: RequestID, peer: PeerAddress)

  /// Called when the loop is about to wait: lines for a person at a terminal should be written now.
  func loopWillWait()

  /// Called about once a second.
  func tick()
}
