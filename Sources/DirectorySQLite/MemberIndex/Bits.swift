/// A set of places.
struct Bits: Sendable {
  private(set) var words: [UInt64]
  let count: Int

  /// Creates a set of `count` places without any, or with all.
  init(count: Int, all: Bool = false) {
    self.count = count
    words = [UInt64](repeating: all ? .max : 0, count: (count + 63) / 64)
    if all { clearEnd() }
  }

  /// Creates the set of the places for which the closure returns true.
  init(count: Int, where holds: (Int) -> Bool) {
    self.init(count: count)
    for word in words.indices {
      var bits: UInt64 = 0
      for place in word * 64..<min(word * 64 + 64, count) where holds(place) {
        bits |= 1 << UInt64(place & 63)
      }
      words[word] = bits
    }
  }

  private mutating func clearEnd() {
    if count % 64 != 0 { words[words.count - 1] &= (1 << UInt64(count % 64)) - 1 }
  }

  mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  func contains(_ place: Int) -> Bool { words[place >> 6] >> UInt64(place & 63) & 1 == 1 }

  /// The number of places in the set.
  var total: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  mutating func formIntersection(_ other: Bits) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// The places that aren't in the set.
  var complement: Bits {
    var result = self
    for index in words.indices { result.words[index] = ~words[index] }
    result.clearEnd()
    return result
  }

  /// Calls the closure with each place, in ascending order.
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 | rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
