/// Entity tags (RFC 9110 §8.8.3). Ours are strong: opaque octets that change with any octet of the
/// representation, so that gzip and identity never share one.
package struct EntityTag: Sendable, Equatable {
  /// With its quotes, as it stands in a field.
  package let bytes: [UInt8]

  /// `opaque` is made of etagc: no quote, no control, no space.
  package init(opaque: String) { self.init(opaque: opaque.utf8Span.span) }

  package init(opaque: Span<UInt8>) {
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: opaque.count + 2) { room in
      room.append(Byte.quote)
      room.append(opaque)
      room.append(Byte.quote)
    }
    self.bytes = bytes
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// How If-Match and If-None-Match compare (RFC 9110 §8.8.3.2).
  package enum Comparison: Sendable { case strong, weak }

  /// Whether a list of entity tags, or `*`, matches this one. A malformed list matches nothing.
  package func matches(_ list: Range<Int>, in bytes: Span<UInt8>, _ comparison: Comparison) -> Bool {
    if bytes.equals(list, "*") { return true }
    var index = list.lowerBound
    while index < list.upperBound {
      if Byte.isBlank(bytes[index]) || bytes[index] == Byte.comma {
        index &+= 1
        continue
      }
      var isWeak = false
      if list.upperBound &- index > 2, bytes[index] == 0x57, bytes[index &+ 1] == Byte.slash {
        isWeak = true
        index &+= 2
      }
      guard bytes[index] == Byte.quote else { return false }
      var end = index &+ 1
      // etagc may hold commas, so the closing quote ends the tag and nothing else does.
      while end < list.upperBound, bytes[end] != Byte.quote { end &+= 1 }
      guard end < list.upperBound else { return false }
      if !(isWeak && comparison == .strong), bytes.equals(index..<end &+ 1, self.bytes) { return true }
      index = end &+ 1
    }
    return false
  }
}
