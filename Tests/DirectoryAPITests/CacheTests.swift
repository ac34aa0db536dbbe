import Directory
import HTTPCore
import Locking
import TestSupport
import Testing

@testable import DirectoryAPI
@testable import Representations

@Suite("The cache of whole responses")
struct CacheTests {
  @Test("a hit returns the same object without a query to the directory")
  func hit() throws {
    let service = try Service()
    let first = try service.ask("GET", "/members?kind=county", "Accept-Encoding: gzip")
    let questions = service.store.questions
    for method in ["GET", "HEAD"] {
      let again = try service.ask(method, "/members?kind=county", "Accept-Encoding: br, gzip;q=0.2")
      #expect(again.stored === first.stored)
    }
    #expect(service.store.questions == questions)
    let counters = service.responder.cacheCounters
    #expect(counters.hits == 2)
    #expect(counters.misses == 1)
    #expect(counters.entries == 1)
  }

  @Test("each representation has an entry of its own")
  func apart() throws {
    let service = try Service()
    let kinds = [["Accept: text/plain"], ["Accept: application/json"]]
    let codings = ["gzip", "identity"]
    func all() throws -> [StoredResponse] {
      try kinds.flatMap { kind in
        try codings.map { try service.ask("GET", "/", kind[0], "Accept-Encoding: \($0)").stored }
      }
    }
    let first = try all()
    #expect(Set(first.map(ObjectIdentifier.init)).count == 4)
    #expect(try all().elementsEqual(first, by: ===))
    #expect(service.responder.cacheCounters.entries == 1)
  }

  @Test("the counters are logged once a minute if they have changed")
  func report() throws {
    let reports = Guarded<[CacheCounters]>([])
    let service = try Service { settings in
      settings.report = { counters in reports.withLock { $0.append(counters) } }
    }
    service.responder.tick(now: 1_000)
    #expect(reports.withLock { $0 } == [])
    for _ in 0..<3 { _ = try service.ask("GET", "/members") }
    service.responder.tick(now: 1_001)
    _ = try service.ask("GET", "/members")
    for second in 1_002...1_060 { service.responder.tick(now: Int64(second)) }
    #expect(reports.withLock { $0.map(\.hits) } == [2])
    for second in 1_061...1_300 { service.responder.tick(now: Int64(second)) }
    #expect(reports.withLock { $0.map(\.hits) } == [2, 3])
    #expect(reports.withLock { $0.map(\.misses) } == [1, 1])
    #expect(reports.withLock { $0.allSatisfy { $0.bytes > 0 && $0.entries == 1 && $0.evictions == 0 } })
  }

  @Test("requests that arrive together see one revision, until a commit is announced")
  func held() throws {
    let service = try Service()
    for slug in ["asker", "viken", "nobody"] { _ = try service.ask("GET", "/members/\(slug)") }
    #expect(service.store.snapshots == ["hold"])
    try service.correct("viken") { $0.summary = "Corrected." }
    #expect(try service.ask("GET", "/members/viken").text.contains("Corrected."))
    #expect(service.store.snapshots == ["hold", "release", "hold"])
    service.responder.loopWillWait()
    service.responder.loopWillWait()
    #expect(service.store.snapshots == ["hold", "release", "hold", "release"])
  }

  @Test("a new revision empties the cache")
  func revision() throws {
    let service = try Service()
    let old = try service.ask("GET", "/members/viken")
    try service.correct("viken") { $0.summary = "Corrected." }
    let new = try service.ask("GET", "/members/viken")
    #expect(new.text.contains("Corrected."))
    #expect(new["Last-Modified"] != old["Last-Modified"])
    #expect(service.responder.cacheCounters.entries == 1)
    try service.delete(member: "viken")
    #expect(try service.ask("GET", "/members/viken").status == 410)
    #expect(service.responder.cacheCounters.bytes == 0)
  }

  @Test(
    "errors and health are not cached",
    arguments: ["/nowhere", "/members?x=1", "/members/x", "/health/ready"])
  func notKept(target: String) throws {
    let service = try Service()
    _ = try service.ask("GET", target)
    #expect(service.responder.cacheCounters.entries == 0)
  }

  @Test("only one loop looks for commits by other processes")
  func ticks() throws {
    let service = try Service()
    service.responder.tick(now: 1)
    let resources = try LoopResources(
      store: service.store, cacheBytes: 0, gzipLevel: 6, dates: ModificationDates(), workers: nil)
    let other = DirectoryResponder(
      resources, settings: APISettings(.standard, loops: 1, version: "1"), watchesStore: false)
    other.tick(now: 1)
    #expect(service.store.refreshes == 1)
  }

  /// Returns a different spelling of a query for each number. The cache treats each one as another target.
  private static func spelling(_ number: Int) -> String {
    "/topics?" + String(repeating: "&", count: number % 50) + "limit=" + String(number / 50 % 1_000 + 1)
  }

  @Test("a flood of queries stays within the limit and does not evict the hot entries")
  func flood() throws {
    let capacity = 256 << 10
    let service = try Service { $0.options.cacheBytes = capacity }
    let hot = ["/members", "/members/asker", "/topics/climate"]
    for _ in 0..<2 { for target in hot { _ = try service.ask("GET", target) } }
    let before = service.responder.cacheCounters
    for number in 0..<3_000 {
      _ = try service.ask("GET", Self.spelling(number))
      #expect(service.responder.cacheCounters.bytes <= capacity)
      // The hot targets are requested now and then, far less often than those of the flood.
      if number % 100 == 99 { for target in hot { _ = try service.ask("GET", target) } }
    }
    let after = service.responder.cacheCounters
    #expect(after.evictions > 2_000)
    #expect(after.hits - before.hits == 30 * hot.count)
    #expect(after.misses - before.misses == 3_000)
  }

  @Test("a target that was requested often is evicted after the requests for it have stopped")
  func formerFavourite() {
    let cache = ResponseCache(capacity: 10_000)
    func ask(_ target: String) -> Bool {
      let bytes = Array(target.utf8)
      if cache.find(0..<bytes.count, in: bytes.span, { _ in 0 }) != nil { return true }
      let response = StoredResponse(Response(.ok, body: .bytes(Array(repeating: 0, count: 500))))
      cache.keep(response, as: [0], of: 0..<bytes.count, in: bytes.span, route: 1, dependingOn: .everything)
      return false
    }
    for _ in 0..<4 { _ = ask("/former") }
    for number in 0..<14 { for _ in 0..<2 { _ = ask("/\(number)") } }
    #expect(!ask("/former"))
  }

  @Test("a target that takes the place of an evicted one has none of its representations")
  func reusedEntry() {
    let cache = ResponseCache(capacity: 10_000)
    for number in 0..<200 {
      let bytes = Array("/\(number)".utf8)
      let response = StoredResponse(Response(.ok, body: .bytes(Array(repeating: 0, count: 500))))
      cache.keep(
        response, as: [number < 100 ? 1 : 0], of: 0..<bytes.count, in: bytes.span, route: 1,
        dependingOn: .everything)
      let other = cache.find(0..<bytes.count, in: bytes.span) { _ in number < 100 ? 0 : 1 }
      #expect(other == nil)
    }
    #expect(cache.counters.evictions > 100)
  }

  @Test("targets that are requested once are evicted in the order in which they came")
  func order() {
    let cache = ResponseCache(capacity: 10_000)
    let targets = (100..<300).map { Array("/\($0)".utf8) }
    for target in targets {
      let response = StoredResponse(Response(.ok, body: .bytes(Array(repeating: 0, count: 500))))
      cache.keep(response, as: [0], of: 0..<target.count, in: target.span, route: 1, dependingOn: .everything)
    }
    let found = targets.filter { cache.find(0..<$0.count, in: $0.span, { _ in 0 }) != nil }
    #expect(found.count > 5)
    #expect(found == targets.suffix(found.count))
  }

  @Test("a response over the limit for one entry is sent but not cached")
  func large() throws {
    let service = try Service { $0.options.cacheBytes = 8 << 10 }
    #expect(try service.ask("GET", "/members").status == 200)
    #expect(service.responder.cacheCounters.entries == 0)
    let none = try Service { $0.options.cacheBytes = 0 }
    for _ in 0..<2 { #expect(try none.ask("GET", "/members").status == 200) }
    #expect(none.responder.cacheCounters == CacheCounters(hits: 0, misses: 2))
  }

  @Test("an entry is found only by its exact target, even while others are evicted")
  func exactTargets() throws {
    var random = SystemRandomNumberGenerator()
    let cache = ResponseCache(capacity: 64 << 10)
    var newest: [String: StoredResponse] = [:]
    for _ in 0..<5_000 {
      // Eight bytes are hashed at a time, so the lengths are around 8 and 16. There are few targets, so that
      // they repeat.
      let length = Int.random(in: 0...18, using: &random)
      let target = String(repeating: "a", count: length) + String(Int.random(in: 0..<40, using: &random))
      let bytes = Array("GET \(target)?".utf8)
      let range = 4..<4 + target.utf8.count
      if let found = cache.find(range, in: bytes.span, { _ in 0 }) {
        #expect(found === newest[target])
      } else {
        let response = StoredResponse(Response(.ok, body: .bytes(Array(target.utf8))))
        newest[target] = response
        cache.keep(response, as: [0], of: range, in: bytes.span, route: 1, dependingOn: .everything)
      }
      #expect(cache.counters.bytes <= 64 << 10)
    }
    #expect(cache.counters.evictions > 0)
    #expect(cache.counters.hits > 0)
    #expect(cache.isBehind(1))
    cache.follow(RecentChanges(number: 1, changes: .none))
    #expect(!cache.isBehind(1))
    #expect(cache.counters.entries == 0 && cache.counters.bytes == 0)
  }

  @Test("entries are removed by what they depend on, and the others are found", arguments: 1...5)
  func dependencies(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let cache = ResponseCache(capacity: 12_000)
    let each = (0..<30).map { Dependency.record(.member, "m\($0)") }
    var needs: [String: Set<Dependency>] = [:]
    var removed = 0
    for number in UInt64(1)...3_000 {
      let target = "/\(Int.random(in: 0..<60, using: &random))"
      let bytes = Array(target.utf8)
      if let found = cache.find(0..<bytes.count, in: bytes.span, { _ in 0 }) {
        #expect(needs[target] != nil && found.cost > 0)
      } else {
        let some = Set((0..<4).map { _ in each[Int.random(in: 0..<30, using: &random)] })
        needs[target] = some
        cache.keep(
          StoredResponse(Response(.ok, body: .bytes(bytes))), as: [0], of: 0..<bytes.count, in: bytes.span,
          route: 0, dependingOn: Dependencies(Array(some)))
      }
      guard number % 5 == 0 else { continue }
      var changes = DirectoryChanges.none
      let changed = each[Int.random(in: 0..<30, using: &random)]
      changes.add(changed)
      let before = cache.counters.entries
      cache.follow(RecentChanges(number: number, changes: changes))
      removed += before - cache.counters.entries
      needs = needs.filter { !$0.value.contains(changed) }
      #expect(cache.counters.bytes <= 12_000)
    }
    #expect(removed > 500 && cache.counters.evictions > 100)
    for dependency in each { cache.remove(dependingOn: dependency) }
    #expect(cache.counters.entries == 0 && cache.counters.bytes == 0)
  }

  @Test("all responses of a target depend on what any of them depends on, and some on every commit")
  func dependenciesOfAll() {
    let cache = ResponseCache(capacity: 100_000)
    let response = StoredResponse(Response(.ok, body: .bytes([1])))
    func keep(_ target: String, _ place: Int, _ dependencies: Dependencies) {
      let bytes = Array(target.utf8)
      cache.keep(
        response, as: [place], of: 0..<bytes.count, in: bytes.span, route: 0, dependingOn: dependencies)
    }
    keep("/a", 0, Dependencies([.words]))
    keep("/a", 1, Dependencies([.people, .words]))
    keep("/b", 0, .everything)
    keep("/c", 0, Dependencies([]))
    cache.remove(dependingOn: .people)
    #expect(cache.counters.entries == 2)
    cache.follow(RecentChanges(number: 1, changes: .none))
    #expect(cache.counters.entries == 1)
    cache.follow(RecentChanges(number: 2, changes: .everything))
    #expect(cache.counters.entries == 0 && cache.counters.bytes == 0)
  }

  @Test("the index finds the slots that were inserted and not removed")
  func index() {
    var index = CacheIndex()
    var kept: [Int: UInt64] = [:]
    for slot in 0..<2_000 {
      // Hashes repeat and are consecutive, so there are long runs and several slots with the same hash.
      let hash = UInt64(slot % 300)
      index.insert(hash, slot: slot)
      kept[slot] = hash
      if slot % 3 == 0, let victim = kept.keys.randomElement(), let hash = kept.removeValue(forKey: victim) {
        index.remove(hash, slot: victim)
        #expect(index.find(hash) { $0 == victim } == nil)
      }
    }
    for (slot, hash) in kept { #expect(index.find(hash) { $0 == slot } == slot) }
  }
}
