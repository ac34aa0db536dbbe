import HTTPCore

/// The log of requests of one event loop: one line for each request. Lines are kept in memory and written
/// together.
///
/// It isn't Sendable, because only its loop uses it. It runs for each request, so it makes no String and
/// allocates nothing after its buffer has grown. The owner decides when ``flush()`` writes the lines: one
/// write is enough for all requests that a busy loop has answered in one turn.
///
/// A token that was sent in a target by mistake is not logged.
package final class AccessLog {
  private let form: LineForm
  private let output: LogOutput
  private var lines: LineBuffer
  /// The second of the last line and its text, which many lines share.
  private var second = Int64.min
  private var secondText = LineBuffer(capacity: 32)

  /// The number of bytes that are kept at most before they are written.
  static let capacity = 65_536
  /// A longer target is cut, so that lines stay readable. The beginning of a target is its most useful part.
  static let maxTargetBytes = 1024
  /// Longer methods, request ids and addresses are cut. Real ones are shorter.
  static let maxShortFieldBytes = 128
  /// The length of the longest line: each byte of the four values from outside may become six (`\ufffd`), and
  /// time, level, numbers and names take less than 256 bytes.
  static let maxLineBytes = 6 * (maxTargetBytes + 3 * maxShortFieldBytes) + 256

  package init(format: LogFormat, output: LogOutput) {
    form = format == .json ? .json : .text
    self.output = output
    lines = LineBuffer(capacity: Self.capacity)
  }

  /// Adds a line for a request that has been answered. The values may contain any bytes. There is no
  /// parameter for content or fields, so neither can get into the log.
  ///
  /// - Parameters:
  ///   - unixMilliseconds: the time of the wall clock.
  ///   - target: the request target with its query. It is cut at 1 KiB.
  ///   - responseBytes: the size of the content as it was sent.
  ///   - remoteAddress: the client's address as text. It is empty for a Unix domain socket.
  package func append(
    at unixMilliseconds: Int64, method: Span<UInt8>, target: Span<UInt8>, status: Int, responseBytes: Int,
    durationMicroseconds: Int, requestID: Span<UInt8>, remoteAddress: Span<UInt8>
  ) {
    if lines.count > Self.capacity - Self.maxLineBytes { flush() }
    lines.append(form.beforeTime)
    append(Timestamp(unixMilliseconds: unixMilliseconds))
    lines.append(form.beforeMethod)
    append(method, limit: Self.maxShortFieldBytes)
    lines.append(form.beforeTarget)
    append(target: target)
    lines.append(form.beforeStatus)
    lines.append(decimal: status)
    lines.append(form.beforeBytes)
    lines.append(decimal: responseBytes)
    lines.append(form.beforeDuration)
    lines.append(decimal: durationMicroseconds)
    lines.append(form.beforeAddress)
    append(remoteAddress, limit: Self.maxShortFieldBytes)
    lines.append(form.beforeRequestID)
    append(requestID, limit: Self.maxShortFieldBytes)
    lines.append(form.end)
  }

  /// Writes the lines that were added, in one write.
  package func flush() {
    guard lines.count > 0 else { return }
    output.write(lines.bytes)
    lines.removeAll()
  }

  private func append(_ time: Timestamp) {
    if time.second != second {
      second = time.second
      secondText.removeAll()
      secondText.append(second: second)
    }
    lines.append(secondText)
    lines.append(millisecondsOf: time)
  }

  /// Appends the target, with `***` in place of what follows `mdt_`, by which tokens begin.
  private func append(target: Span<UInt8>) {
    let shown = target.extracting(first: Self.maxTargetBytes)
    let style = form.escaping
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

  /// Reports whether the byte may be in a token, which is base64url, perhaps percent-encoded.
  private static func isOfToken(_ byte: UInt8) -> Bool {
    Byte.isUnreserved(byte) && byte != Byte.dot && byte != UInt8(ascii: "~") || byte == Byte.percent
  }

  private func append(_ bytes: Span<UInt8>, limit: Int) {
    if bytes.count <= limit {
      lines.append(escaping: bytes, form.escaping)
    } else {
      lines.append(escaping: bytes.extracting(first: limit), form.escaping)
      lines.append("...")
    }
  }
}

/// The text between the values of a line. Both formats have the values in the same order.
private struct LineForm {
  let escaping: Escaping
  let beforeTime: String
  let beforeMethod: String
  let beforeTarget: String
  let beforeStatus: String
  let beforeBytes: String
  let beforeDuration: String
  let beforeAddress: String
  let beforeRequestID: String
  let end: String

  static let json = LineForm(
    escaping: .json,
    beforeTime: "{\"time\":\"",
    beforeMethod: "\",\"level\":\"info\",\"message\":\"request\",\"method\":\"",
    beforeTarget: "\",\"target\":\"",
    beforeStatus: "\",\"status\":",
    beforeBytes: ",\"bytes\":",
    beforeDuration: ",\"durationMicroseconds\":",
    beforeAddress: ",\"remoteAddress\":\"",
    beforeRequestID: "\",\"requestId\":\"",
    end: "\"}\n")

  static let text = LineForm(
    escaping: .text,
    beforeTime: "",
    beforeMethod: " info     \"",
    beforeTarget: " ",
    beforeStatus: "\" ",
    beforeBytes: " ",
    beforeDuration: "B ",
    beforeAddress: "us ",
    beforeRequestID: " ",
    end: "\n")
}
