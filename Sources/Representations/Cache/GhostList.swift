/// Hashes of entries that were evicted lately, without their content.
///
/// Each hash has one possible place, so a newer one overwrites an older one: roughly first in, first out, in
/// 32 KB and constant time.
struct GhostList {
  private static let places = 4_096
  /// Empty until the first eviction; most loops never evict anything.
  private var hashes: [UInt64] = []

  mutating func insert(_ hash: UInt64) {
    if hashes.isEmpty { hashes = Array(repeating: 0, count: Self.places) }
    hashes[Self.place(hash)] = hash
  }

  /// Returns true if the hash was present.
  mutating func remove(_ hash: UInt64) -> Bool {
    guard !hashes.isEmpty, hashes[Self.place(hash)] == hash else { return false }
    hashes[Self.place(hash)] = 0
    return true
  }

  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (places - 1) }
}
