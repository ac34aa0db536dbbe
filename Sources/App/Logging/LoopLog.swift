package import HTTPCore
import HTTPServer

/// Records the answers of one event loop in its ``AccessLog``.
package final class LoopLog: RequestLog {
  private let lines: AccessLog
  /// Lines of text are written before the loop waits, so that a person at a terminal sees them at once. Lines
  /// of JSON are written once a second: then the cost of a write is shared by all requests of the second.
  private let flushesEveryTurn: Bool

  private let shortensAddresses: Bool
  private let logsHealthChecks: Bool

  // These are kept between requests, so that none allocates. Consecutive requests often have one address;
  // behind a proxy all have.
  private var id: [UInt8] = []
  private var peer = PeerAddress.local
  private var peerText: [UInt8]

  /// - Parameters:
  ///   - shortensAddresses: whether lines show networks instead of addresses (`shortened`).
  ///   - logsHealthChecks: whether successful health checks have lines. Proxies send one every second.
  package init(
    format: LogFormat, shortensAddresses: Bool, logsHealthChecks: Bool = false, output: LogOutput
  ) {
    self.shortensAddresses = shortensAddresses
    self.logsHealthChecks = logsHealthChecks
    lines = AccessLog(format: format, output: output)
    flushesEveryTurn = format == .text
    peerText = Array(PeerAddress.local.description.utf8)
    id.reserveCapacity(RequestID.longest)
  }

  package func record(
    _ head: RequestHead, in bytes: Span<UInt8>, status: Status, contentLength: Int, microseconds: Int,
    id: RequestID, peer: PeerAddress
  ) {
    if status == .ok, !logsHealthChecks, Self.isHealthCheck(head.target, in: bytes) { return }
    remember(id, peer)
    let (id, address) = (self.id, peerText)
    lines.append(
      at: Timestamp.now.unixMilliseconds, method: bytes.extracting(head.methodBytes),
      target: bytes.extracting(head.target.whole), status: status.code, responseBytes: contentLength,
      durationMicroseconds: microseconds, requestID: id.span, remoteAddress: address.span)
  }

  private static func isHealthCheck(_ target: RequestTarget, in bytes: Span<UInt8>) -> Bool {
    bytes.equals(target.path, "/health/ready") || bytes.equals(target.path, "/health/live")
  }

  /// Logs `-` as the method, as Apache does, and the code of the reason as the target, because what was
  /// refused may have neither.
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
    peerText = Array((shortensAddresses ? peer.shortened : peer).description.utf8)
  }
}
