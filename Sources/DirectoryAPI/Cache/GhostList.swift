/// Hashes of entries that were let go lately, without their octets. Each has one place it can be in, so that
/// a newer one overwrites an older: about first in, first out, in a fixed 32 KB and one step.
struct GhostList {
  private static let places = 4_096
  /// Empty until the first eviction; most loops never see one.
  private var hashes: [UInt64] = []

  mutating func insert(_ hash: UInt64) {
    if hashes.isEmpty { hashes = Array(repeating: 0, count: Self.places) }
    hashes[Self.place(hash)] = hash
  }

  /// True if it was there.
  mutating func remove(_ hash: UInt64) -> Bool {
    guard !hashes.isEmpty, hashes[Self.place(hash)] == hash else { return false }
    hashes[Self.place(hash)] = 0
    return true
  }

  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & (places - 1) }
}
