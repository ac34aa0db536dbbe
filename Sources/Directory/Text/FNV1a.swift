/// The hash FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits: the same in every process, unlike
/// Swift's Hasher. It is no protection against anyone who wants two texts to have one hash.
package struct FNV1a {
  package private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
}
