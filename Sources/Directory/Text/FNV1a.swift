/// The 64-bit hash FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). Unlike Swift's Hasher it gives the
/// same value in every process. Anyone can make two texts with the same hash on purpose.
package struct FNV1a {
  package private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
