/// For output that is composed of several pieces: the array reserves room once for all of them. Bytes that
/// don't fit, which would be a mistake of the caller, are left out.
extension OutputSpan<UInt8> {
  @inline(__always)
  mutating func append(_ literal: StaticString) {
    unsafe append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      let added = Swift.min(bytes.count, room.count &- count)
      guard added > 0, let target = room.baseAddress, let source = bytes.baseAddress else { return }
      unsafe (target + count).update(from: source, count: added)
      count &+= added
    }
  }
}
