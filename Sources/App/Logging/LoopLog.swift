package import HTTPCore
import HTTPServer

/// Tells one event loop's answers to its ``AccessLog``.
package final class LoopLog: RequestLog {
  private let lines: AccessLog
  /// A person at a terminal sees a line at once; a program can wait for the second's batch, which costs one
  /// system call however many requests it tells of.
  private let flushesEveryTurn: Bool

  // Kept between requests, so that none allocates. Clients come in runs: behind a proxy all are one address.
  private var id: [UInt8] = []
  private var peer = PeerAddress.local
  private var peerText: [UInt8]

  package init(format: LogFormat, output: LogOutput) {
    lines = AccessLog(format: format, output: output)
    flushesEveryTurn = format == .text
    peerText = Array(PeerAddress.local.description.utf8)
    id.reserveCapacity(RequestID.longest)
  }

  package func record(
    _ head: RequestHead, in bytes: Span<UInt8>, status: Status, contentLength: Int, microseconds: Int,
    id: RequestID, peer: PeerAddress
  ) {
    remember(id, peer)
    let (id, address) = (self.id, peerText)
    lines.append(
      at: Timestamp.now.unixMilliseconds, method: bytes.extracting(head.methodBytes),
      target: bytes.extracting(head.target.whole), status: status.code, responseBytes: contentLength,
      durationMicroseconds: microseconds, requestID: id.span, remoteAddress: address.span)
  }

  /// Of a request that is none there is no method or target that could be told apart: `-`, as in Apache's
  /// log, and the reason's code for the target.
  package func recordRefusal(_ error: RequestError, id: RequestID, peer: PeerAddress) {
    remember(id, peer)
    let (id, address) = (self.id, peerText)
    let dash: [UInt8] = [UInt8(ascii: "-")]
    lines.append(
      at: Timestamp.now.unixMilliseconds, method: dash.span, target: Array(error.code.utf8).span,
      status: error.status.code, responseBytes: 0, durationMicroseconds: 0, requestID: id.span,
      remoteAddress: address.span)
  }

  package func loopWillWait() {
    if flushesEveryTurn { lines.flush() }
  }

  package func tick() {
    lines.flush()
  }

  private func remember(_ id: RequestID, _ peer: PeerAddress) {
    self.id.removeAll(keepingCapacity: true)
    id.append(to: &self.id)
    guard peer != self.peer else { return }
    self.peer = peer
    peerText = Array(peer.description.utf8)
  }
}
