/// JSON strings (RFC 8259 §7).
package enum JSONText {
  /// Appends `text` quoted; only what has to be escaped is. What lies between two escapes, most often all of
  /// it, is copied in one piece.
  package static func append(_ text: String, to output: inout [UInt8]) {
    append(text.utf8Span.span, to: &output)
  }

  /// `text` is UTF-8.
  package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    output.append(Byte.quote)
    var start = 0
    while true {
      let end = nextEscaped(text, from: start)
      output.append(text.extracting(start..<end))
      guard end < text.count else { break }
      appendEscaped(text[end], to: &output)
      start = end + 1
    }
    output.append(Byte.quote)
  }

  /// Eight octets a step, as most text has none to escape.
  private static func nextEscaped(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let count = text.count
    // Bounds are looked at once a step, by the condition of the loop.
    unsafe text.withUnsafeBytes { octets in
      while count &- index >= 8 {
        if holdsEscaped(unsafe octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { return }
        index &+= 8
      }
      // The last eight octets once more, of which some have been seen: cheaper than the rest one by one.
      guard count >= 8, index < count else { return }
      let last = unsafe octets.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if !holdsEscaped(last) { index = count }
    }
    while index < count, !needsEscape(text[index]) { index &+= 1 }
    return index
  }

  /// Whether one of eight octets needs an escape.
  @inline(__always)
  private static func holdsEscaped(_ word: UInt64) -> Bool {
    word.octets(below: Byte.space) | word.octets(equalTo: Byte.quote) | word.octets(equalTo: Byte.backslash)
      != 0
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < Byte.space || byte == Byte.quote || byte == Byte.backslash
  }

  private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case Byte.quote: output.append("\\\"")
    case Byte.backslash: output.append("\\\\")
    case Byte.lf: output.append("\\n")
    case Byte.cr: output.append("\\r")
    case Byte.tab: output.append("\\t")
    default:
      output.append("\\u00")
      output.append(hexDigit(byte >> 4))
      output.append(hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? Byte.zero &+ value : 0x61 &+ value &- 10
  }
}
