import HTTPCore

/// The log of requests: one line each, gathered in memory and written in one go.
///
/// A token that was sent in a target by mistake is not logged.
///
/// Belongs to one event loop, hence not Sendable. Once warm it allocates nothing and makes no String: it
/// runs between a request and the next. The owner calls ``flush()`` when a turn of its loop ends, so that a
/// busy turn costs one system call for all its requests and a quiet server's lines still come at once.
package final class AccessLog {
  private let format: LogFormat
  private let output: LogOutput
  private var lines: LineBuffer

  /// Lines gathered before a flush is forced.
  static let capacity = 65_536
  /// A target above this is cut: what matters of it is at its front, and the line stays readable.
  static let maxTargetBytes = 1024
  /// Methods, request ids and addresses are short by nature; one that isn't comes from an odd client.
  static let maxShortFieldBytes = 128
  /// The longest line: each byte of the four outside values may become six (`\ufffd`); time, level,
  /// numbers and names take under 256.
  static let maxLineBytes = 6 * (maxTargetBytes + 3 * maxShortFieldBytes) + 256

  package init(format: LogFormat, output: LogOutput) {
    self.format = format
    self.output = output
    lines = LineBuffer(capacity: Self.capacity)
  }

  /// Adds a request that has been answered. The bytes may be anything; there is no place for content or
  /// field values, so a body or a token can't slip into the log.
  ///
  /// - Parameters:
  ///   - unixMilliseconds: the wall clock.
  ///   - target: with its query; cut at 1 KiB.
  ///   - responseBytes: of the response's content as sent.
  ///   - remoteAddress: as text; empty for a Unix domain socket.
  package func append(
    at unixMilliseconds: Int64, method: Span<UInt8>, target: Span<UInt8>, status: Int, responseBytes: Int,
    durationMicroseconds: Int, requestID: Span<UInt8>, remoteAddress: Span<UInt8>
  ) {
    if lines.count > Self.capacity - Self.maxLineBytes { flush() }
    let time = Timestamp(unixMilliseconds: unixMilliseconds)
    switch format {
    case .json:
      lines.append("{\"time\":\"")
      lines.append(time)
      lines.append("\",\"level\":\"info\",\"message\":\"request\",\"method\":\"")
      append(method, limit: Self.maxShortFieldBytes)
      lines.append("\",\"target\":\"")
      append(target: target)
      lines.append("\",\"status\":")
      lines.append(decimal: status)
      lines.append(",\"bytes\":")
      lines.append(decimal: responseBytes)
      lines.append(",\"durationMicroseconds\":")
      lines.append(decimal: durationMicroseconds)
      lines.append(",\"remoteAddress\":\"")
      append(remoteAddress, limit: Self.maxShortFieldBytes)
      lines.append("\",\"requestId\":\"")
      append(requestID, limit: Self.maxShortFieldBytes)
      lines.append("\"}\n")
    case .text:
      lines.append(time)
      lines.append(" info     \"")
      append(method, limit: Self.maxShortFieldBytes)
      lines.append(" ")
      append(target: target)
      lines.append("\" ")
      lines.append(decimal: status)
      lines.append(" ")
      lines.append(decimal: responseBytes)
      lines.append("B ")
      lines.append(decimal: durationMicroseconds)
      lines.append("us ")
      append(remoteAddress, limit: Self.maxShortFieldBytes)
      lines.append(" ")
      append(requestID, limit: Self.maxShortFieldBytes)
      lines.append("\n")
    }
  }

  /// Writes what was gathered, in one write.
  package func flush() {
    guard lines.count > 0 else { return }
    output.write(lines.bytes)
    lines.removeAll()
  }

  /// Appends the target, with `***` in place of what follows `mdt_`, by which tokens begin.
  private func append(target: Span<UInt8>) {
    let shown = target.extracting(first: Self.maxTargetBytes)
    let style: Escaping = format == .json ? .json : .text
    var start = 0
    if target.count > Self.shortestTargetWithToken {
      while let end = Self.endOfPrefix(in: shown, from: start) {
        lines.append(escaping: shown.extracting(start..<end), style)
        lines.append("***")
        start = end
        while start < shown.count, Self.isOfToken(shown[start]) { start += 1 }
      }
    }
    lines.append(escaping: shown.extracting(start..<shown.count), style)
    if shown.count < target.count { lines.append("...") }
  }

  /// A token takes 47 bytes. In a target that has no room for three quarters of one, nothing is searched for.
  private static let shortestTargetWithToken = 36

  /// Returns where the next `mdt_` ends. The underscore may be percent-encoded.
  private static func endOfPrefix(in target: Span<UInt8>, from start: Int) -> Int? {
    var index = start + 3
    while index < target.count {
      if target[index] == UInt8(ascii: "_"), target.equals(index - 3..<index, "mdt") { return index + 1 }
      if target[index] == Byte.percent, target.count - index >= 3,
        target.equalsIgnoringCase(index..<index + 3, "%5f"), target.equals(index - 3..<index, "mdt")
      {
        return index + 3
      }
      index += 1
    }
    return nil
  }

  /// Whether the byte may be in a token, which is base64url, perhaps percent-encoded.
  private static func isOfToken(_ byte: UInt8) -> Bool {
    Byte.isUnreserved(byte) && byte != Byte.dot && byte != UInt8(ascii: "~") || byte == Byte.percent
  }

  private func append(_ bytes: Span<UInt8>, limit: Int) {
    let style: Escaping = format == .json ? .json : .text
    if bytes.count <= limit {
      lines.append(escaping: bytes, style)
    } else {
      lines.append(escaping: bytes.extracting(first: limit), style)
      lines.append("...")
    }
  }
}
