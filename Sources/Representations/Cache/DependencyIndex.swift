internal import Directory

/// Finds the entries of a cache that depend on something.
///
/// The pairs of an entry and a dependency are nodes in one array, each in two lists: that of its entry, and
/// that of a bucket of the hash table, which has all nodes with the same dependency and some others.
struct DependencyIndex {
  /// What a pair takes: a node, and its share of the table and of the room in which the array grows.
  static let bytesOfEach = 48

  private struct Node {
    var code: UInt64 = 0
    var slot: Int32 = -1
    /// The next node of the entry, or the next free one; -1 at the end.
    var next: Int32 = -1
    /// The nodes before and after it in the bucket.
    var left: Int32 = -1
    var right: Int32 = -1
  }

  private static let smallest = 256

  private var nodes: [Node] = []
  private var free: Int32 = -1
  private var count = 0
  /// The first node of each bucket.
  private var buckets: [Int32] = []
  /// The first node of the entry in each slot.
  private var firsts: [Int32] = []

  /// Adds those of the dependencies that the entry hasn't yet.
  mutating func add(_ dependencies: Dependencies, slot: Int) {
    while firsts.count <= slot { firsts.append(-1) }
    let known = codes(of: slot)
    for dependency in dependencies.all where !known.contains(dependency.code) {
      insert(dependency.code, slot: slot)
    }
  }

  /// Removes all dependencies of the entry.
  mutating func remove(slot: Int) {
    guard slot < firsts.count else { return }
    var index = firsts[slot]
    firsts[slot] = -1
    while index >= 0 {
      let node = nodes[Int(index)]
      if node.left >= 0 {
        nodes[Int(node.left)].right = node.right
      } else {
        buckets[bucket(node.code)] = node.right
      }
      if node.right >= 0 { nodes[Int(node.right)].left = node.left }
      nodes[Int(index)] = Node(next: free)
      free = index
      count -= 1
      index = node.next
    }
  }

  /// Returns the slots of the entries that depend on it, each once.
  func slots(dependingOn dependency: Dependency) -> [Int] {
    guard !buckets.isEmpty else { return [] }
    var slots: [Int] = []
    var index = buckets[bucket(dependency.code)]
    while index >= 0 {
      let node = nodes[Int(index)]
      if node.code == dependency.code { slots.append(Int(node.slot)) }
      index = node.right
    }
    return slots
  }

  private func codes(of slot: Int) -> Set<UInt64> {
    var codes: Set<UInt64> = []
    var index = firsts[slot]
    while index >= 0 {
      codes.insert(nodes[Int(index)].code)
      index = nodes[Int(index)].next
    }
    return codes
  }

  private mutating func insert(_ code: UInt64, slot: Int) {
    if count >= buckets.count { grow() }
    let index: Int32
    if free >= 0 {
      index = free
      free = nodes[Int(index)].next
    } else {
      index = Int32(truncatingIfNeeded: nodes.count)
      nodes.append(Node())
    }
    nodes[Int(index)] = Node(code: code, slot: Int32(truncatingIfNeeded: slot), next: firsts[slot])
    firsts[slot] = index
    count += 1
    link(index)
  }

  private mutating func link(_ index: Int32) {
    let bucket = bucket(nodes[Int(index)].code)
    nodes[Int(index)].left = -1
    nodes[Int(index)].right = buckets[bucket]
    if buckets[bucket] >= 0 { nodes[Int(buckets[bucket])].left = index }
    buckets[bucket] = index
  }

  private mutating func grow() {
    buckets = Array(repeating: -1, count: max(Self.smallest, buckets.count * 2))
    for index in nodes.indices where nodes[index].slot >= 0 { link(Int32(truncatingIfNeeded: index)) }
  }

  /// The low bits of some codes are small numbers, so all bits are mixed.
  private func bucket(_ code: UInt64) -> Int {
    Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 32) & (buckets.count - 1)
  }
}
