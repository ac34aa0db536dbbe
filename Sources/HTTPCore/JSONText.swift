/// JSON strings (RFC 8259 §7).
package enum JSONText {
  /// Appends `text` in quotes, and escapes only what has to be escaped. The text between two escapes, which
  /// is mostly all of it, is copied in one piece.
  package static func append(_ text: String, to output: inout [UInt8]) {
    append(text.utf8Span.span, to: &output)
  }

  /// `text` is UTF-8.
  package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    var end = nextEscaped(text, from: 0)
    output.append(addingCapacity: end + 2) { room in
      room.append(Byte.quote)
      room.append(text.extracting(0..<end))
      if end == text.count { room.append(Byte.quote) }
    }
    guard end < text.count else { return }
    while end < text.count {
      appendEscaped(text[end], to: &output)
      let start = end + 1
      end = nextEscaped(text, from: start)
      output.append(text.extracting(start..<end))
    }
    output.append(Byte.quote)
  }

  /// Appends a member of an object, after a comma unless it is the first. Its name must not need escaping.
  package static func append(
    _ name: StaticString, _ text: Span<UInt8>, isFirst: Bool, to output: inout [UInt8]
  ) {
    guard nextEscaped(text, from: 0) == text.count else {
      append(name, isFirst: isFirst, to: &output)
      return append(text, to: &output)
    }
    output.append(addingCapacity: name.utf8CodeUnitCount + text.count + 6) { room in
      append(name, isFirst: isFirst, to: &room)
      room.append(Byte.quote)
      room.append(text)
      room.append(Byte.quote)
    }
  }

  /// Appends the name of a member and the colon.
  package static func append(_ name: StaticString, isFirst: Bool, to output: inout [UInt8]) {
    output.append(addingCapacity: name.utf8CodeUnitCount + 4) { append(name, isFirst: isFirst, to: &$0) }
  }

  @inline(__always)
  private static func append(_ name: StaticString, isFirst: Bool, to room: inout OutputSpan<UInt8>) {
    if !isFirst { room.append(Byte.comma) }
    room.append(Byte.quote)
    room.append(name)
    room.append(Byte.quote)
    room.append(Byte.colon)
  }

  /// Returns the index of the next byte that needs an escape, or the end. It tests eight bytes at a time,
  /// because most text needs none.
  private static func nextEscaped(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let count = text.count
    // The condition of the loop is the only check of the bounds.
    unsafe text.withUnsafeBytes { bytes in
      while count &- index >= 8 {
        if holdsEscaped(unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { return }
        index &+= 8
      }
      // Test the last eight bytes, some of them for the second time: that is cheaper than the rest one by
      // one.
      guard count >= 8, index < count else { return }
      let last = unsafe bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if !holdsEscaped(last) { index = count }
    }
    while index < count, !needsEscape(text[index]) { index &+= 1 }
    return index
  }

  /// Whether one of eight bytes needs an escape.
  @inline(__always)
  private static func holdsEscaped(_ word: UInt64) -> Bool {
    word.bytes(below: Byte.space) | word.bytes(equalTo: Byte.quote) | word.bytes(equalTo: Byte.backslash)
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
