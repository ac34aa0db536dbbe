/// Maps hashes to the slots of a cache's entries.
///
/// A hash table with open addressing and linear probing: a lookup reads one or two adjacent buckets and
/// allocates nothing.
@usableFromInline
struct CacheIndex {
  @usableFromInline
  struct Bucket {
    @usableFromInline var hash: UInt64 = 0
    /// -1 if the bucket is free.
    @usableFromInline var slot: Int32 = -1
  }

  private static let smallest = 64

  @usableFromInline var buckets: [Bucket] = Array(repeating: Bucket(), count: smallest)
  private var count = 0
  @inlinable var mask: Int { buckets.count &- 1 }

  /// Returns the slot with this hash for which `matches` returns true; different keys may have the same hash.
  @inlinable @inline(__always)
  func find(_ hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    var index = home(hash)
    while buckets[index].slot >= 0 {
      if buckets[index].hash == hash, matches(Int(buckets[index].slot)) { return Int(buckets[index].slot) }
      index = (index &+ 1) & mask
    }
    return nil
  }

  mutating func insert(_ hash: UInt64, slot: Int) {
    // At most half full, so that an unsuccessful search reads 2.5 buckets on average (Knuth, TAOCP 6.4).
    if (count &+ 1) &* 2 > buckets.count { grow() }
    place(Bucket(hash: hash, slot: Int32(truncatingIfNeeded: slot)))
    count &+= 1
  }

  /// Closes the gap by moving back the buckets that the removed one has displaced, so that no tombstones are
  /// needed.
  mutating func remove(_ hash: UInt64, slot: Int) {
    var gap = home(hash)
    while buckets[gap].slot >= 0, Int(buckets[gap].slot) != slot { gap = (gap &+ 1) & mask }
    guard buckets[gap].slot >= 0 else { return }
    count &-= 1
    var index = (gap &+ 1) & mask
    while buckets[index].slot >= 0 {
      let distance = (index &- home(buckets[index].hash)) & mask
      if distance >= (index &- gap) & mask {
        buckets[gap] = buckets[index]
        gap = index
      }
      index = (index &+ 1) & mask
    }
    buckets[gap] = Bucket()
  }

  @inlinable func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask }

  private mutating func place(_ bucket: Bucket) {
    var index = home(bucket.hash)
    while buckets[index].slot >= 0 { index = (index &+ 1) & mask }
    buckets[index] = bucket
  }

  private mutating func grow() {
    let old = buckets
    buckets = Array(repeating: Bucket(), count: old.count * 2)
    for bucket in old where bucket.slot >= 0 { place(bucket) }
  }
}
