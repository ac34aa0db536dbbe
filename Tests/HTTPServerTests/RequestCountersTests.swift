import HTTPCore
import TestSupport
import Testing

@testable import HTTPServer

@Suite("The counters of requests")
struct RequestCountersTests {
  private static func counts(_ counters: RequestCounters) -> [String] {
    counters.requests.map { count in
      let buckets = count.buckets.enumerated().filter { $0.element > 0 }.map { "\($0.offset):\($0.element)" }
      return "\(count.label.number) \(count.statusClass)xx \(count.microseconds)us "
        + buckets.joined(separator: " ")
    }
  }

  @Test(
    "a duration is in the first bucket whose bound it doesn't exceed",
    arguments: [
      (0, 0), (25, 0), (26, 1), (100, 1), (101, 2), (250, 2), (1_000, 3), (2_500, 4), (10_000, 5),
      (25_000, 6), (100_000, 7), (250_000, 8), (1_000_000, 9), (2_500_000, 10), (10_000_000, 11),
      (10_000_001, 12), (.max, 12),
    ])
  func buckets(microseconds: Int, bucket: Int) {
    let counters = RequestCounters(labels: 1)
    counters.count(.none, .ok, microseconds: microseconds)
    #expect(counters.requests.map { $0.buckets.firstIndex(of: 1) } == [bucket])
    #expect(counters.requests[0].buckets.count == RequestCount.bounds.count + 1)
    #expect(counters.requests[0].count == 1 && counters.requests[0].microseconds == microseconds)
  }

  @Test("requests are counted by label and class of status, and nothing that did not happen is reported")
  func labels() {
    let counters = RequestCounters(labels: 3)
    #expect(counters.requests.isEmpty)
    counters.count(RequestLabel(2), .ok, microseconds: 10)
    counters.count(RequestLabel(2), .noContent, microseconds: 200)
    counters.count(RequestLabel(2), .notModified, microseconds: 1)
    counters.count(RequestLabel(1), .insufficientStorage, microseconds: 5)
    counters.count(.none, .requestHeaderFieldsTooLarge, microseconds: 7)
    #expect(
      Self.counts(counters) == ["0 4xx 7us 0:1", "1 5xx 5us 0:1", "2 2xx 210us 0:1 2:1", "2 3xx 1us 0:1"])
  }

  @Test("a label that does not exist counts as none")
  func unknownLabel() {
    let counters = RequestCounters(labels: 3)
    for label in [3, 4, .max] { counters.count(RequestLabel(label), .ok, microseconds: 1) }
    #expect(Self.counts(counters) == ["0 2xx 3us 0:3"])
    #expect(counters.refused.allSatisfy { $0 == 0 })
  }

  @Test("refusals are counted by their error")
  func refusals() {
    let counters = RequestCounters(labels: 1)
    for error in RequestError.all { counters.count(error) }
    counters.count(.requestTimeout)
    let expected = RequestError.all.map { $0 == .requestTimeout ? 2 : 1 }
    #expect(counters.refused == expected)
    #expect(counters.requests.isEmpty)
  }

  @Test("the counts of several loops are added")
  func sums() {
    let (one, other) = (RequestCounters(labels: 2), RequestCounters(labels: 2))
    one.count(RequestLabel(1), .ok, microseconds: 10)
    other.count(RequestLabel(1), .ok, microseconds: 30)
    other.count(RequestLabel(1), .notFound, microseconds: 1)
    let sums = RequestCount.sums(one.requests + other.requests)
    #expect(sums.map(\.statusClass) == [2, 4] && sums.map(\.count) == [2, 1])
    #expect(sums[0].microseconds == 40 && sums[0].buckets.prefix(2) == [1, 1])
  }

  @Test("a server counts the requests and refusals of all its loops, and nothing without labels")
  func server() throws {
    let server = Server(
      ServerConfiguration(addresses: [.internet(host: "127.0.0.1", port: 0)], loops: 2),
      responder: { StubResponder() }, labels: 1)
    guard case .internet(_, let port)? = try server.start().first else { throw TestServer.NotBound() }
    defer { _ = server.stop(within: 2_000) }
    for _ in 0..<20 {
      let client = try RawClient(port: port)
      client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try client.readResponse()?.status == 200)
    }
    let client = try RawClient(port: port)
    client.send("GET /deferred HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "deferred")
    client.send("GET\r\n\r\n")
    #expect(try client.readResponse()?.status == 400)
    #expect(server.requestCounts.map(\.count) == [21])
    #expect(server.refusalCounts.filter { $0.count > 0 }.map(\.count) == [1])
    let silent = try TestServer()
    #expect(try silent.isServing())
    #expect(silent.server.requestCounts.isEmpty)
  }
}
