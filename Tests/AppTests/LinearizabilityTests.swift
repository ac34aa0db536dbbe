import Directory
import Foundation
import Locking
import Synchronization
import TestSupport
import Testing

@testable import App

@Suite("Linearizability")
struct LinearizabilityTests {
  typealias State = Observation.State

  private static func read(_ asked: Int, _ answered: Int, _ state: State) -> Observation {
    Observation(asked: asked, answered: answered, found: .state(state))
  }
  private static func write(_ asked: Int, _ answered: Int, _ from: State, _ to: State) -> Observation {
    Observation(asked: asked, answered: answered, found: .state(from), left: to)
  }
  private static let (a, b, c) = (State.version("a"), State.version("b"), State.version("c"))

  @Test(
    "a history is refused if its observations fit into no order",
    arguments: [
      // The old state is read after the new one.
      [write(0, 9, a, b), read(1, 2, b), read(3, 4, a)],
      // An update is lost: two writes succeed from the same state.
      [write(0, 5, a, b), write(1, 6, a, c)],
      // The old state is read after the write was answered.
      [write(0, 1, a, b), read(2, 3, a)],
      // A state is read that was never written.
      [write(0, 1, a, b), read(0, 3, c)],
      // A state is read before the write of it began.
      [read(0, 1, b), write(2, 3, a, b)],
      // The record exists after it was deleted.
      [write(0, 1, a, .absent), read(2, 3, a)],
      [write(0, 1, a, .absent), Observation(asked: 2, answered: 3, found: .something)],
      // Two clients see two writes in different orders.
      [write(0, 9, a, b), write(0, 9, b, a), read(1, 2, b), read(3, 4, a), read(5, 6, b)],
    ])
  func refused(history: [Observation]) { #expect(Linearizability.order(of: history, from: Self.a) == nil) }

  @Test(
    "a history is accepted if its observations fit into an order, which is returned",
    arguments: [
      ([write(0, 9, a, b), read(1, 2, a), read(3, 4, b)], [1, 0, 2]),
      ([write(0, 9, b, c), write(1, 8, a, b), read(2, 7, c)], [1, 0, 2]),
      ([write(0, 1, a, .absent), write(2, 3, .absent, b), read(4, 5, b)], [0, 1, 2]),
      ([], []),
    ])
  func accepted(history: [Observation], order: [Int]) {
    #expect(Linearizability.order(of: history, from: Self.a) == order)
  }

  @Test("the search has the same result as trying all orders", arguments: 0..<400)
  func allOrders(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let states = [Self.a, Self.b, .absent]
    let history = (0..<5).map { _ in
      let asked = Int.random(in: 0..<10, using: &generator)
      return Observation(
        asked: asked, answered: asked + Int.random(in: 1..<8, using: &generator),
        found: .state(states.randomElement(using: &generator) ?? Self.a),
        left: Bool.random(using: &generator) ? states.randomElement(using: &generator) : nil)
    }
    let found = Linearizability.order(of: history, from: Self.a)
    #expect((found != nil) == Self.isExplained(history, Self.a))
    if let found { #expect(found.sorted() == Array(history.indices)) }
  }

  private static func isExplained(_ rest: [Observation], _ state: State) -> Bool {
    if rest.isEmpty { return true }
    return rest.indices.contains { index in
      let first = rest[index]
      var others = rest
      others.remove(at: index)
      let fits: Bool = first.found == .state(state)
      return fits && others.allSatisfy { $0.answered > first.asked }
        && isExplained(others, first.left ?? state)
    }
  }

  @Test("twelve clients that read and write at once see each record change in one order")
  func history() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    let slugs = ["horten", "moss"]
    let record = RecordOfHistory()
    let group = DispatchGroup()
    for number in 0..<12 {
      let client = try HistoryClient(number, slugs, directory.client(), staff, record)
      group.enter()
      Thread.detachNewThread {
        client.run(requests: 60)
        group.leave()
      }
    }
    group.wait()
    #expect(record.faults == [])
    for slug in slugs {
      let history = record.observations(of: slug)
      #expect(history.count > 200)
      #expect(Linearizability.order(of: history, from: .absent) != nil, "\(slug): \(history)")
      // There is a revision for each write that was acknowledged, and no other.
      let writes = history.count { $0.left != nil }
      let revisions = try staff.get("/members/\(slug)/revisions?limit=1000").json["items"]?.items
      #expect(revisions?.count == writes)
    }
  }
}

/// The observations of all clients, by record.
private final class RecordOfHistory: Sendable {
  private let state = Guarded<(observations: [String: [Observation]], faults: [String])>(([:], []))
  private let clock = Atomic(0)

  var now: Int { clock.add(1, ordering: .sequentiallyConsistent).newValue }
  var faults: [String] { state.withLock { $0.faults } }

  func observations(of slug: String) -> [Observation] { state.withLock { $0.observations[slug] ?? [] } }
  func add(_ observation: Observation, of slug: String) {
    state.withLock { $0.observations[slug, default: []].append(observation) }
  }
  func add(fault: String) { state.withLock { $0.faults.append(fault) } }
}

/// Sends random requests, one after the other, on a connection of its own.
///
/// It is unchecked, because one thread makes it and then only another thread uses it.
private final class HistoryClient: @unchecked Sendable {
  private enum Request: CaseIterable { case get, getAsStaff, patch, put, putNew, delete, post }
  /// The requests, each as often as it is sent. Nearly half of them are reads.
  private static let mix: [Request] =
    [.get, .get, .get, .get, .getAsStaff, .patch, .patch, .put, .putNew, .delete, .post, .post]

  private let number: Int
  private let slugs: [String]
  private let client: RawClient
  private let staff: Staff
  private let record: RecordOfHistory
  private var generator: SeededGenerator
  /// The last entity tag that this client received, by record.
  private var tags: [String: String] = [:]
  private var count = 0

  init(
    _ number: Int, _ slugs: [String], _ client: RawClient, _ staff: Staff, _ record: RecordOfHistory
  ) throws {
    (self.number, self.slugs, self.client, self.staff, self.record) = (number, slugs, client, staff, record)
    generator = SeededGenerator(seed: UInt64(number))
  }

  func run(requests: Int) {
    do {
      for _ in 0..<requests {
        try ask(
          Self.mix.randomElement(using: &generator) ?? .get, slugs.randomElement(using: &generator) ?? "")
      }
    } catch { record.add(fault: "\(error)") }
  }

  private func ask(_ request: Request, _ slug: String) throws {
    let item = "/members/\(slug)"
    let tag = tags[slug] ?? "\"none\""
    count += 1
    // Every write has different content, so that a tag belongs to one write.
    let text = "Client \(number), \(count)."
    let content = Sample.member.replacing("horten", with: slug).replacing("A town by the fjord.", with: text)
    let message =
      switch request {
      case .get: RunningDirectory.request("GET", item)
      case .getAsStaff: staff.request("GET", item)
      case .patch: staff.request("PATCH", item, "{\"summary\":\"\(text)\"}", ["If-Match: \(tag)"])
      case .put: staff.request("PUT", item, content, ["If-Match: \(tag)"])
      case .putNew: staff.request("PUT", item, content, ["If-None-Match: *"])
      case .delete: staff.request("DELETE", item, "", ["If-Match: \(tag)"])
      case .post: staff.request("POST", "/members", content)
      }
    let asked = record.now
    client.send(message)
    guard let answer = try client.readResponse() else { return record.add(fault: "closed") }
    let answered = record.now
    guard let (found, left) = try meaning(of: answer, to: request, tag, slug) else {
      return record.add(fault: "\(request): \(answer.statusLine) \(answer.text)")
    }
    record.add(Observation(asked: asked, answered: answered, found: found, left: left), of: slug)
  }

  private func meaning(
    of answer: RawResponse, to request: Request, _ expected: String, _ slug: String
  ) throws -> (Observation.Found, Observation.State?)? {
    let named = Observation.Found.state(Self.version(expected))
    switch (request, answer.status) {
    case (_, 404), (_, 410): return (.state(.absent), nil)
    case (.get, 200), (.getAsStaff, 200): return seen(answer.field("etag"), slug).map { (.state($0), nil) }
    case (.patch, 200), (.put, 200): return seen(answer.field("etag"), slug).map { (named, $0) }
    case (.post, 201), (.putNew, 201):
      return seen(answer.field("etag"), slug).map { (.state(.absent), $0) }
    case (.delete, 204): return (named, .absent)
    case (.patch, 412), (.put, 412), (.delete, 412):
      let tag = try answer.json["etag"]?.string
      return tag == expected ? nil : seen(tag, slug).map { (.state($0), nil) }
    case (.post, 409), (.putNew, 409): return (.something, nil)
    default: return nil
    }
  }

  private func seen(_ tag: String?, _ slug: String) -> Observation.State? {
    tags[slug] = tag
    return tag.map { Self.version($0) }
  }

  /// Returns the version that a tag names. Its first part is that of the content, and the same with and
  /// without a token.
  private static func version(_ tag: String) -> Observation.State {
    .version(tag.prefix { $0 != "." }.filter { $0 != "\"" })
  }
}
