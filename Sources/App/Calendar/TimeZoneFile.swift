/// The content of a file of the time zone database (TZif, RFC 9636).
struct TimeZoneFile {
  private(set) var offsets: [(since: Int64, offset: Int)] = []
  private(set) var first = 0
  private(set) var rule: TimeZoneRule?

  /// The size of a header, and the most bytes that a file may have; the largest has some 3 KB.
  private static let header = 44
  private static let most = 1 << 20

  /// Returns nil if the bytes aren't such a file. Of version 1, which has no rule for the future, the data
  /// are used; later versions repeat them with longer times.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.most, let old = Block(bytes, at: 0, timeBytes: 4) else { return nil }
    if bytes[4] < UInt8(ascii: "2") {
      guard take(old, bytes) else { return nil }
      return
    }
    guard let block = Block(bytes, at: old.end, timeBytes: 8), take(block, bytes) else { return nil }
    let footer = bytes[block.end...]
    guard footer.first == UInt8(ascii: "\n"), let end = footer.dropFirst().firstIndex(of: UInt8(ascii: "\n"))
    else {
      return nil
    }
    let text = footer[(block.end + 1)..<end]
    guard !text.isEmpty else { return }
    guard let rule = TimeZoneRule(String(decoding: text, as: UTF8.self)) else { return nil }
    self.rule = rule
  }

  private mutating func take(_ block: Block, _ bytes: [UInt8]) -> Bool {
    guard let first = block.offset(ofType: 0, in: bytes) else { return false }
    self.first = first
    for index in 0..<block.times {
      guard let offset = block.offset(ofType: block.type(index, in: bytes), in: bytes) else { return false }
      let since = block.time(index, in: bytes)
      guard offsets.last.map({ $0.since < since }) ?? true else { return false }
      offsets.append((since, offset))
    }
    return true
  }

  /// A header and its data.
  private struct Block {
    let start, times, types, timeBytes, end: Int

    init?(_ bytes: [UInt8], at start: Int, timeBytes: Int) {
      guard start + header <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
        return nil
      }
      let counts = (0..<6).map { index in TimeZoneFile.number(bytes, at: start + 20 + index * 4, bytes: 4) }
      guard counts.allSatisfy({ 0...Int64(bytes.count) ~= $0 }) else { return nil }
      let (utc, standard, leaps) = (Int(counts[0]), Int(counts[1]), Int(counts[2]))
      (self.start, self.timeBytes) = (start + header, timeBytes)
      (times, types) = (Int(counts[3]), Int(counts[4]))
      end =
        self.start + times * (timeBytes + 1) + types * 6 + Int(counts[5]) + leaps * (timeBytes + 4) + standard
        + utc
      guard types > 0, end <= bytes.count else { return nil }
    }

    func time(_ index: Int, in bytes: [UInt8]) -> Int64 {
      TimeZoneFile.number(bytes, at: start + index * timeBytes, bytes: timeBytes)
    }

    func type(_ index: Int, in bytes: [UInt8]) -> Int { Int(bytes[start + times * timeBytes + index]) }

    /// Returns nil if there is no such type, or if its offset isn't one of a place on earth.
    func offset(ofType type: Int, in bytes: [UInt8]) -> Int? {
      guard type < types else { return nil }
      let offset = TimeZoneFile.number(bytes, at: start + times * (timeBytes + 1) + type * 6, bytes: 4)
      return abs(offset) < 26 * 3600 ? Int(offset) : nil
    }
  }

  /// Returns a signed number, the most significant byte first.
  private static func number(_ bytes: [UInt8], at place: Int, bytes count: Int) -> Int64 {
    let bits = bytes[place..<place + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return count == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
  }
}
