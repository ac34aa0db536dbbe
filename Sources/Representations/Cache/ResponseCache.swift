package import Directory
package import HTTPCore

/// A cache of whole responses. The key is the request target exactly as it was sent, so a look-up parses
/// nothing, but another spelling of the same query is computed again. Only one event loop uses a cache, so it
/// needs no lock.
///
/// The size is limited in bytes. S3-FIFO (Yang et al., SOSP 2023) chooses what to evict: an entry starts in a
/// small queue with a tenth of the capacity, and is moved to the main queue only if it is requested again. So
/// a flood of queries that come only once each fills that tenth and doesn't evict the rest.
package final class ResponseCache {
  /// An object, so that a hit retains it once and reads the rest in place. Slots are reused, so the object
  /// outlives its entry.
  @usableFromInline
  final class Entry {
    var hash: UInt64 = 0
    @usableFromInline var target: [UInt8] = []
    @usableFromInline var route = 0
    /// Two for each format: identity and gzip.
    @usableFromInline var responses: [StoredResponse?] = []
    var cost = 0
    /// How often it was found since the queue last considered it, up to three.
    @usableFromInline var frequency: UInt8 = 0
    var isInMain = false
    /// The next younger entry in its queue, or the next free slot; -1 at the end.
    var next = -1
    /// The next older entry in its queue; -1 at the end.
    var previous = -1

    func become(_ target: [UInt8], hash: UInt64, route: Int) {
      self.hash = hash
      self.target = target
      self.route = route
    }

    func clear() {
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

  /// The size of an entry without its content: 8 bytes in its slot, two buckets of 16, four array headers of
  /// 32, objects of 80 and 112, and what malloc adds.
  package static let overhead = 384
  /// One entry may take no more than 1/8 of the capacity, so that a few large ones do not fill the cache.
  package static let entryShare = 8
  private static let smallShare = 10
  @usableFromInline static let mostFrequent: UInt8 = 3

  private let capacity: Int
  private var dependencies = DependencyIndex()
  @usableFromInline let hash = ByteHash()
  @usableFromInline var index = CacheIndex()
  @usableFromInline var entries: [Entry] = []
  private var free = -1
  private var small = Queue()
  private var main = Queue()
  private var ghosts = GhostList()
  @usableFromInline package private(set) var revision: UInt64 = 0
  @usableFromInline package internal(set) var counters = CacheCounters()

  package init(capacity: Int) { self.capacity = max(0, capacity) }

  /// Reports whether the revision has changed.
  @inlinable @inline(__always)
  package func isBehind(_ revision: UInt64) -> Bool { revision != self.revision }

  /// Removes what depends on the changes since `revision`.
  package func follow(_ news: RecentChanges) {
    revision = news.number
    guard !news.changes.isEverything else { return removeAll() }
    remove(dependingOn: .anything)
    for dependency in news.changes.dependencies { remove(dependingOn: dependency) }
  }

  /// Removes the entries that depend on it.
  package func remove(dependingOn dependency: Dependency) {
    for slot in dependencies.slots(dependingOn: dependency) {
      unlink(slot)
      // It may be as popular as before.
      if entries[slot].isInMain { ghosts.insert(entries[slot].hash) }
      release(slot)
    }
  }

  /// Returns the target's response at the place that `place` returns for its route.
  @inlinable @inline(__always)
  package func find(
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

  /// Stores `response` at each of the places `representations` of the target, unless it is too large for its
  /// share. All responses of a target are removed together.
  package func keep(
    _ response: StoredResponse, as representations: [Int], of target: Range<Int>, in bytes: Span<UInt8>,
    route: Int, dependingOn dependencies: Dependencies
  ) {
    let hash = hash(target, in: bytes)
    let known = index.find(hash, where: { bytes.equals(target, entries[$0].target) })
    let cost =
      response.cost + Self.overhead + DependencyIndex.bytesOfEach * dependencies.all.count
      + (known.map { entries[$0].cost } ?? target.count)
    guard cost <= capacity / Self.entryShare else { return }
    let slot =
      known ?? add(bytes.array(target), hash: hash, route: route)
    let entry = entries[slot]
    let missing = (representations.max() ?? -1) + 1 - entry.responses.count
    if missing > 0 { entry.responses += repeatElement(nil, count: missing) }
    for representation in representations { entry.responses[representation] = response }
    self.dependencies.add(dependencies, slot: slot)
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
    // It was evicted not long ago, and too early.
    push(slot, toMain: ghosts.remove(hash))
    return slot
  }

  private func push(_ slot: Int, toMain isInMain: Bool) {
    entries[slot].isInMain = isInMain
    entries[slot].next = -1
    entries[slot].previous = -1
    if isInMain { append(slot, to: &main) } else { append(slot, to: &small) }
  }

  private func append(_ slot: Int, to queue: inout Queue) {
    entries[slot].previous = queue.youngest
    if queue.youngest >= 0 { entries[queue.youngest].next = slot } else { queue.oldest = slot }
    queue.youngest = slot
    queue.bytes += entries[slot].cost
  }

  private func popOldest(of queue: inout Queue) -> Int {
    let slot = queue.oldest
    unlink(slot, from: &queue)
    return slot
  }

  private func unlink(_ slot: Int) {
    if entries[slot].isInMain { unlink(slot, from: &main) } else { unlink(slot, from: &small) }
  }

  private func unlink(_ slot: Int, from queue: inout Queue) {
    let (older, younger) = (entries[slot].previous, entries[slot].next)
    if older >= 0 { entries[older].next = younger } else { queue.oldest = younger }
    if younger >= 0 { entries[younger].previous = older } else { queue.youngest = older }
    queue.bytes -= entries[slot].cost
  }

  /// Makes one step towards evicting an entry: evicts it, moves it to the main queue, or lowers its
  /// frequency. So a caller that repeats it comes to an end.
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
    counters.evictions += 1
    release(slot)
  }

  /// Frees the slot of an entry that is in no queue.
  private func release(_ slot: Int) {
    index.remove(entries[slot].hash, slot: slot)
    dependencies.remove(slot: slot)
    counters.bytes -= entries[slot].cost
    counters.entries -= 1
    entries[slot].clear()
    entries[slot].next = free
    free = slot
  }

  package func removeAll() {
    index = CacheIndex()
    dependencies = DependencyIndex()
    entries.removeAll()
    free = -1
    small = Queue()
    main = Queue()
    counters.entries = 0
    counters.bytes = 0
  }
}
