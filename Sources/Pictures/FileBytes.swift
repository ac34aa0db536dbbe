/// The bytes of a file, read by offsets that come from the file itself: each read is checked.
struct FileBytes {
  let bytes: [UInt8]
  let type: PictureType
  /// The next byte to be read, at most `end`.
  private(set) var offset = 0
  /// Where reading has to end.
  let end: Int

  init(_ bytes: [UInt8], _ type: PictureType, end: Int? = nil) {
    self.bytes = bytes
    self.type = type
    self.end = min(end ?? bytes.count, bytes.count)
  }

  var remaining: Int { end - offset }

  mutating func byte() throws(PictureError) -> UInt8 {
    guard offset < end else { throw .truncated(type) }
    defer { offset += 1 }
    return bytes[offset]
  }

  /// Returns the next `count` bytes, which may be more than there are: then it throws `truncated`.
  mutating func take(_ count: Int) throws(PictureError) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw .truncated(type) }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  mutating func bigEndian(_ count: Int) throws(PictureError) -> Int {
    try take(count).reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func littleEndian(_ count: Int) throws(PictureError) -> Int {
    try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Moves on to the next byte that `isWanted` accepts, or to the end.
  mutating func skip(to isWanted: (UInt8) -> Bool) {
    while offset < end, !isWanted(bytes[offset]) { offset += 1 }
  }

  /// The byte after the next one, without reading either; nil at the end.
  var second: UInt8? { remaining > 1 ? bytes[offset + 1] : nil }
}

extension ArraySlice<UInt8> {
  /// The byte at a distance from the first one, which has to be there.
  func at(_ distance: Int) -> Int { Int(self[startIndex + distance]) }

  /// The big-endian number of two bytes.
  func pair(_ distance: Int) -> Int { at(distance) << 8 | at(distance + 1) }
}

extension [UInt8] {
  /// Appends the number in `count` bytes, the most significant first.
  mutating func appendBigEndian(_ number: Int, _ count: Int) {
    for shift in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (shift * 8))) }
  }

  /// Appends the number in `count` bytes, the least significant first.
  mutating func appendLittleEndian(_ number: Int, _ count: Int) {
    for shift in 0..<count { append(UInt8(truncatingIfNeeded: number >> (shift * 8))) }
  }
}
