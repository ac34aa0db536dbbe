internal import HTTPCore

/// Whole responses, by the octets of the request target as they were sent: another spelling of the same query
/// costs a computation of its own, and a look-up costs no parsing. Confined to one event loop: no lock.
///
/// Bounded in octets. What goes is chosen by S3-FIFO (Yang et al., SOSP 2023): an entry starts in a small
/// queue of a tenth of the room and reaches the main one only if it is asked for again, so that a flood of
/// queries that come once each passes through that tenth and leaves the rest alone.
final class ResponseCache {
  /// An object, so that a hit holds on to it once and reads the rest in place. It stays in its slot: who comes after it
  /// takes it over.
  private final class Entry {
    var hash: UInt64 = 0
    var target: [UInt8] = []
    var route = 0
    /// By representation: two for each media type, identity and gzip.
    var responses: [StoredResponse?] = []
    var cost = 0
    /// How often it was asked for since it was last looked at, up to three.
    var frequency: UInt8 = 0
    var isInMain = false
    /// The next younger one in its queue, or the next free slot; -1 at the end.
    var next = -1

    func become(_ target: [UInt8], hash: UInt64, route: Int) {
      self.hash = hash
      self.target = target
      self.route = route
    }

    func letGo() {
      become([], hash: 0, route: 0)
      responses = []
      cost = 0
      frequency = 0
      isInMain = false
    }
  }

  private struct Queue {
    var oldest = -1
    var youngest = -1
    var bytes = 0
  }

  /// An entry beside its octets: 8 in its slot, two buckets of 16, four array heads of 32, objects of 80 and 112, and
  /// what malloc adds.
  static let overhead = 384
  /// No more than this part of the room for one entry: a few giants must not be all that is kept.
  static let entryShare = 8
  private static let smallShare = 10
  private static let mostFrequent: UInt8 = 3

  private let capacity: Int
  private let hash = OctetHash()
  private var index = CacheIndex()
  private var entries: [Entry] = []
  private var free = -1
  private var small = Queue()
  private var main = Queue()
  private var ghosts = GhostList()
  private var revision: UInt64 = 0
  private(set) var counters = CacheCounters()

  init(capacity: Int) { self.capacity = max(0, capacity) }

  /// Drops everything if the revision is another one than before; true if so.
  @inline(__always)
  func follow(_ revision: UInt64) -> Bool {
    if revision == self.revision { return false }
    self.revision = revision
    removeAll()
    return true
  }

  /// What is kept of the target at the place that `place` names for the route that answers it.
  @inline(__always)
  func find(
    _ target: Range<Int>, in bytes: Span<UInt8>, _ place: (_ route: Int) -> Int?
  ) -> StoredResponse? {
    guard let slot = index.find(hash(target, in: bytes), where: { bytes.equals(target, entries[$0].target) })
    else {
      counters.misses &+= 1
      return nil
    }
    let entry = entries[slot]
    guard let place = place(entry.route) else { return nil }
    guard place < entry.responses.count, let response = entry.responses[place] else {
      counters.misses &+= 1
      return nil
    }
    counters.hits &+= 1
    if entry.frequency < Self.mostFrequent { entry.frequency &+= 1 }
    return response
  }

  /// Keeps `response` as each of `representations` of the target, if there is room for it at all.
  func keep(
    _ response: StoredResponse, as representations: [Int], of target: Range<Int>, in bytes: Span<UInt8>,
    route: Int
  ) {
    let hash = hash(target, in: bytes)
    let known = index.find(hash, where: { bytes.equals(target, entries[$0].target) })
    let cost = response.cost + Self.overhead + (known.map { entries[$0].cost } ?? target.count)
    guard cost <= capacity / Self.entryShare else { return }
    let slot =
      known ?? add(bytes.array(target), hash: hash, route: route)
    let entry = entries[slot]
    let missing = (representations.max() ?? -1) + 1 - entry.responses.count
    if missing > 0 { entry.responses += repeatElement(nil, count: missing) }
    for representation in representations { entry.responses[representation] = response }
    account(for: slot, cost: cost)
    while counters.bytes > capacity { evict() }
  }

  private func account(for slot: Int, cost: Int) {
    let more = cost - entries[slot].cost
    entries[slot].cost = cost
    counters.bytes += more
    if entries[slot].isInMain { main.bytes += more } else { small.bytes += more }
  }
}

extension ResponseCache {
  private func add(_ target: [UInt8], hash: UInt64, route: Int) -> Int {
    let slot: Int
    if free >= 0 {
      slot = free
      free = entries[slot].next
    } else {
      slot = entries.count
      entries.append(Entry())
    }
    entries[slot].become(target, hash: hash, route: route)
    index.insert(hash, slot: slot)
    counters.entries += 1
    // One that went not long ago and comes again was let go too soon.
    push(slot, toMain: ghosts.remove(hash))
    return slot
  }

  private func push(_ slot: Int, toMain isInMain: Bool) {
    entries[slot].isInMain = isInMain
    entries[slot].next = -1
    if isInMain { append(slot, to: &main) } else { append(slot, to: &small) }
  }

  private func append(_ slot: Int, to queue: inout Queue) {
    if queue.youngest >= 0 { entries[queue.youngest].next = slot } else { queue.oldest = slot }
    queue.youngest = slot
    queue.bytes += entries[slot].cost
  }

  private func popOldest(of queue: inout Queue) -> Int {
    let slot = queue.oldest
    queue.oldest = entries[slot].next
    if queue.oldest < 0 { queue.youngest = -1 }
    queue.bytes -= entries[slot].cost
    return slot
  }

  /// One step towards room: each call lets an entry go, moves one out of the small queue or takes one from a
  /// frequency, so that calling it again and again ends.
  private func evict() {
    if small.oldest >= 0, small.bytes > capacity / Self.smallShare || main.oldest < 0 {
      let slot = popOldest(of: &small)
      if entries[slot].frequency > 0 {
        entries[slot].frequency = 0
        push(slot, toMain: true)
      } else {
        ghosts.insert(entries[slot].hash)
        drop(slot)
      }
    } else if main.oldest >= 0 {
      let slot = popOldest(of: &main)
      if entries[slot].frequency > 0 {
        entries[slot].frequency -= 1
        push(slot, toMain: true)
      } else {
        drop(slot)
      }
    }
  }

  private func drop(_ slot: Int) {
    index.remove(entries[slot].hash, slot: slot)
    counters.bytes -= entries[slot].cost
    counters.entries -= 1
    counters.evictions += 1
    entries[slot].letGo()
    entries[slot].next = free
    free = slot
  }

  private func removeAll() {
    index = CacheIndex()
    entries.removeAll()
    free = -1
    small = Queue()
    main = Queue()
    counters.entries = 0
    counters.bytes = 0
  }
}
