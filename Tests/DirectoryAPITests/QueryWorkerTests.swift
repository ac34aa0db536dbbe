import Directory
import Dispatch
import Glibc
import HTTPCore
import Locking
import Representations
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("A read that may take long")
struct QueryWorkerTests {
  private let service: Service
  private let staff: String

  init() throws { try self.init(()) }

  private init(_: Void) throws {
    service = try Service(workers: 1)
    service.store.report(size: 100_000)
    staff = try service.token(.editor)
  }

  /// Returns the immediate reply, which may be a promise of a later response.
  private func reply(_ target: String, _ fields: String = "") throws -> Reply {
    let bytes = Array("GET \(target) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(bytes.span) == .complete(length: bytes.count))
    let id = RequestID(RequestID(prefix: 1), number: 2)
    return service.responder.reply(to: parser.head, in: bytes.span, id: id, now: service.now)
  }

  private func isDeferred(_ target: String) throws -> Bool {
    if case .awaited = try reply(target) { true } else { false }
  }

  static let long = [
    "/members?kind=county", "/members?kind=not.county", "/members?population=1000..", "/members?q=o",
    "/members?sort=-population", "/members?facets=kind", "/members?limit=101", "/members.csv?sort=name",
    "/members.ndjson?q=a", "/topics?kind=theme", "/contacts?sort=name", "/search?q=a",
    "/match?topic=climate", "/members?at=2020-01-01", "/members?slug=not.asker",
  ]
  static let short = [
    "/members", "/members?limit=100", "/members?slug=asker,oslo", "/members/asker", "/members.ndjson",
    "/members.ndjson?kind=county", "/topics", "/organisation", "/", "/openapi.json", "/health/live",
    "/members?pretty=true", "/members?fields=name", "/snapshot",
  ]

  @Test("is answered by a worker in a large directory", arguments: long)
  func large(target: String) throws {
    #expect(try isDeferred(target))
  }

  @Test("is answered by the loop if it reads few rows in their order", arguments: short)
  func fewRows(target: String) throws {
    #expect(try !isDeferred(target))
  }

  @Test("is answered by the loop in a directory of at most 1,000 rows", arguments: long)
  func small(target: String) throws {
    service.store.report(size: 1_000)
    #expect(try !isDeferred(target))
  }

  @Test(
    "has the same answer from a worker as from the loop, including errors, formats and drafts",
    arguments: long + [
      "/members?kind=no-such-kind", "/members?kind=county&kind=municipality", "/members.csv?kind=county",
      "/members?kind=county&limit=1&pretty=true&fields=name", "/members?sort=population&cursor=x",
      "/members?kind=county&include=topics", "/search?q=", "/members.txt?facets=kind", "/members.jsonld?q=o",
    ])
  func same(target: String) throws {
    for fields in [
      "Accept-Encoding: gzip", "Authorization: Bearer \(staff)", "Accept-Encoding: identity;q=0",
    ] {
      let long = try service.ask("GET", target, fields)
      let other = try Service()
      let token = try other.token(.editor)
      let short = try other.ask("GET", target, fields.replacing(staff, with: token))
      #expect(long.status == short.status)
      #expect(long.body == short.body)
      #expect(long["content-type"] == short["content-type"])
      #expect(long["vary"] == short["vary"])
      #expect(long["link"] == short["link"])
    }
  }

  @Test("is cached until the directory changes, for the loop that requested it")
  func cached() throws {
    let first = try service.ask("GET", "/members?kind=county")
    service.responder.loopWillWait()
    let questions = service.store.questions
    let second = try service.ask("GET", "/members?kind=county")
    #expect(second.body == first.body)
    #expect(service.store.questions == questions)
    #expect(service.responder.cacheCounters.hits == 1)
    let tag = try #require(first["etag"])
    #expect(try service.ask("GET", "/members?kind=county", "If-None-Match: \(tag)").status == 304)
    _ = try service.write("DELETE", "/contacts/kari-nordmann", "", token: staff, ["If-Match: *"])
    #expect(try isDeferred("/members?kind=county"))
  }

  @Test("reaches the cache of its loop once")
  func arrivals() {
    let arrivals = CacheArrivals()
    let made = QueryOutcome.Cacheable(
      response: StoredResponse(Response(.ok)), places: [0], route: 0, revision: 1,
      dependencies: .everything)
    for target in ["/a", "/b"] {
      arrivals.add(made, target: Array(target.utf8))
      #expect(arrivals.areWaiting)
      #expect(arrivals.removeAll().map(\.target) == [Array(target.utf8)])
      #expect(!arrivals.areWaiting)
    }
  }

  @Test("is run once for all requests that arrive meanwhile, each with its own preconditions")
  func shared() throws {
    let tag = try #require(try service.ask("GET", "/members?kind=county")["etag"])
    let other = try Self(())
    let held = try HeldQueries(other.service)
    let fields = ["", "", "If-None-Match: \(tag)\r\n", "If-Match: \"other\"\r\n"]
    let arrivals = try fields.map { try held.ask(other.reply("/members?kind=county", $0)) }
    held.open()
    #expect(try arrivals.map { try held.status(of: $0) } == [200, 200, 304, 412])
    let alone = try Self(())
    let once = try HeldQueries(alone.service)
    once.open()
    #expect(try once.status(of: once.ask(alone.reply("/members?kind=county"))) == 200)
    #expect(held.queries == once.queries)
  }

  @Test("waits for a worker, unless eight from its network already wait: then it is refused")
  func overload() throws {
    let held = try HeldQueries(service)
    let arrivals = try (0..<8).map { try held.ask(reply("/members?population=\($0)..")) }
    let refused = try service.ask("GET", "/members?population=8..")
    #expect(refused.status == 503)
    #expect(refused["retry-after"] == "1")
    #expect(try refused.code == "too-many-long-queries")
    #expect(service.queryWorkers?.count == 8)
    #expect(try service.ask("GET", "/members").status == 200)
    held.open()
    for arrival in arrivals { #expect(try held.status(of: arrival) == 200) }
    #expect(try service.ask("GET", "/members?population=8..").status == 200)
  }

  @Test("waits with all who ask the same, however many come from its network")
  func crowd() throws {
    let held = try HeldQueries(service)
    let others = try (0..<7).map { try held.ask(reply("/members?population=\($0)..")) }
    let crowd = try (0..<40).map { _ in try held.ask(reply("/members?kind=county")) }
    #expect(try service.ask("GET", "/members?population=8..").status == 503)
    held.open()
    for arrival in crowd + others { #expect(try held.status(of: arrival) == 200) }
    #expect(service.queryWorkers?.count == 0)
  }

  @Test("has an error of its own if the store can't be read")
  func failure() throws {
    service.store.report(size: 100_000)
    _ = try service.ask("GET", "/members?kind=county")
    guard case .awaited(let start) = try reply("/members?kind=municipality") else {
      Issue.record("not answered by a worker")
      return
    }
    service.store.fail(with: .timeLimit)
    let answer = try Service.answer(Service.wait(start))
    #expect(answer.status == 503)
    #expect(try answer.code == "query-took-too-long")
  }
}

/// Blocks the first query of a service's workers until `open()`, but not the queries of the test's thread.
private final class HeldQueries {
  final class Arrival: Sendable {
    let delivery = Guarded<Delivery?>(nil)
    let hasCome = DispatchSemaphore(value: 0)
  }

  private let service: Service
  private let gate = DispatchSemaphore(value: 0)
  private let count = Count()

  private final class Count: Sendable {
    private let value = Guarded(0)
    var now: Int { value.withLock { $0 } }

    /// Returns the number of calls, including this one.
    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0
      }
    }
  }

  init(_ service: Service) throws {
    self.service = service
    let test = pthread_self()
    service.store.beforeQueries { [gate, count] in
      guard pthread_self() != test else { return }
      if count.next() == 1 { gate.wait() }
    }
  }

  /// The number of queries that workers have begun.
  var queries: Int { count.now }

  func ask(_ reply: Reply) throws -> Arrival {
    guard case .awaited(let start) = reply else { throw Service.Unparsed(event: "not answered by a worker") }
    let arrival = Arrival()
    start(
      LaterResponse(
        deliver: { delivery in arrival.delivery.withLock { $0 = delivery } },
        wakeLoop: { arrival.hasCome.signal() }))
    return arrival
  }

  func open() { gate.signal() }

  func status(of arrival: Arrival) throws -> Int {
    arrival.hasCome.wait()
    return try Service.answer(try #require(arrival.delivery.withLock { $0 })).status
  }
}
