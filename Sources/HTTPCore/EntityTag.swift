/// An entity tag (RFC 9110 §8.8.3). A strong tag changes with any byte of the representation, so gzip and
/// identity never share one.
package struct EntityTag: Sendable, Equatable {
  /// The tag with its quotes, without the `W/` of a weak one.
  private let bytes: [UInt8]
  /// Whether representations with the same tag may differ in their bytes.
  package let isWeak: Bool

  /// `opaque` consists of etagc: no quote, no control, no space.
  package init(opaque: String, isWeak: Bool = false) {
    self.init(opaque: opaque.utf8Span.span, isWeak: isWeak)
  }

  package init(opaque: Span<UInt8>, isWeak: Bool = false) {
    self.isWeak = isWeak
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: opaque.count + 2) { room in
      room.append(Byte.quote)
      room.append(opaque)
      room.append(Byte.quote)
    }
    self.bytes = bytes
  }

  /// The value of an `ETag` field.
  package var text: String { (isWeak ? "W/" : "") + String(decoding: bytes, as: UTF8.self) }

  /// How If-Match and If-None-Match compare (RFC 9110 §8.8.3.2).
  package enum Comparison: Sendable { case strong, weak }

  /// Returns true if a list of entity tags contains this one or is `*`. A list that is malformed before it
  /// contains the tag doesn't match.
  package func matches(_ list: Range<Int>, in bytes: Span<UInt8>, _ comparison: Comparison) -> Bool {
    if bytes.equals(list, "*") { return true }
    guard !self.isWeak || comparison == .weak else { return false }
    return Self.contains(list, in: bytes) { tag, isWeak in
      !(isWeak && comparison == .strong) && bytes.equals(tag, self.bytes)
    }
  }

  /// Returns true if a list of entity tags contains one that meets the condition. A tag after a malformed
  /// part of the list isn't found.
  ///
  /// - Parameter condition: gets the place of a tag with its quotes, without the `W/` of a weak one, and
  ///   whether it is weak.
  package static func contains(
    _ list: Range<Int>, in bytes: Span<UInt8>, where condition: (Range<Int>, _ isWeak: Bool) -> Bool
  ) -> Bool {
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
      // A tag may contain commas: only the closing quote ends it.
      while end < list.upperBound, bytes[end] != Byte.quote { end &+= 1 }
      guard end < list.upperBound else { return false }
      if condition(index..<end &+ 1, isWeak) { return true }
      index = end &+ 1
    }
    return false
  }
}
