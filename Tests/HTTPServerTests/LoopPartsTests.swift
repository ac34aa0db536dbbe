import Glibc
import HTTPCore
import Testing

@testable import HTTPServer

@Suite("The clock of a loop")
struct LoopClockTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("writes the Date field of the second to which it was set")
  func date() {
    var clock = LoopClock()
    clock.set(milliseconds: 7, seconds: 784_111_777)
    #expect(clock.milliseconds == 7 && clock.seconds == 784_111_777)
    #expect(text(clock.date) == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    #expect(text(clock.dateAndRequestIDName) == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: ")
    clock.set(milliseconds: 8, seconds: 784_111_777)
    #expect(clock.milliseconds == 8)
    clock.set(milliseconds: 9, seconds: 784_111_778)
    #expect(clock.seconds == 784_111_778)
    #expect(text(clock.date) == "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n")
    #expect(text(clock.dateAndRequestIDName) == "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\nX-Request-Id: ")
  }
}

@Suite("The ids of a loop's requests")
struct RequestIDSourceTests {
  private func id(_ fields: String, _ source: inout RequestIDSource) throws -> String {
    let stream = Array("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(stream.span) == .complete(length: stream.count))
    return source.id(of: parser.head, stream.span).text
  }

  @Test("are the clients' ids if those are valid, and otherwise new ids with a common prefix")
  func ids() throws {
    var source = RequestIDSource()
    #expect(try id("X-Request-Id: abc-1\r\n", &source) == "abc-1")
    let first = try id("", &source)
    let second = try id("X-Request-Id: a b\r\n", &source)
    let third = source.next().text
    #expect(Set([first, second, third]).count == 3)
    #expect([first, second, third].allSatisfy { $0.count == 16 && $0.prefix(8) == first.prefix(8) })
    var other = RequestIDSource()
    #expect(other.next().text.prefix(8) != first.prefix(8))
  }
}

@Suite("The workspaces of a loop")
struct WorkspacePoolTests {
  @Test("are reused, and are empty each time")
  func reuse() {
    var pool = WorkspacePool(RequestLimits())
    let first = pool.borrow()
    first.output = [1]
    first.inputEnd = 5
    pool.giveBack(first)
    #expect(pool.count == 1)
    let second = pool.borrow()
    #expect(second === first && pool.count == 0)
    #expect(second.output.isEmpty && !second.hasInput)
    #expect(pool.borrow() !== first)
  }

  @Test("are kept up to a limit")
  func limit() {
    var pool = WorkspacePool(RequestLimits())
    let workspaces = (0..<70).map { _ in pool.borrow() }
    for workspace in workspaces { pool.giveBack(workspace) }
    #expect(pool.count == 64)
  }
}

@Suite("The connections of a loop")
struct ConnectionTableTests {
  @Test("are found by their token until they are removed")
  func find() {
    var table = ConnectionTable()
    let connections = (0..<3).map {
      table.add(descriptor: Int32(100 + $0), peer: PeerAddress(v4: UInt32($0)))
    }
    #expect(table.count == 3 && table.capacity == 3)
    #expect(connections.map(\.slot) == [0, 1, 2])
    #expect(connections.map(\.descriptor) == [100, 101, 102])
    #expect(connections.map(\.peer) == (0..<3).map { PeerAddress(v4: $0) })
    for connection in connections {
      #expect(table.connection(token: connection.token) === connection)
      #expect(table.connection(slot: connection.slot) === connection)
    }
    table.remove(connections[1])
    #expect(table.count == 2 && table.capacity == 3)
    #expect(table.connection(token: connections[1].token) == nil)
    #expect(table.connection(slot: 1) == nil)
    #expect(table.all.map(\.slot) == [0, 2])
  }

  @Test("reuse slots that have become free, but not the tokens of earlier connections")
  func generations() {
    var table = ConnectionTable()
    var tokens: Set<UInt64> = []
    for _ in 0..<10 {
      let first = table.add(descriptor: 1, peer: .local)
      let second = table.add(descriptor: 2, peer: .local)
      #expect(Set([first.slot, second.slot]) == [0, 1])
      #expect(tokens.insert(first.token).inserted && tokens.insert(second.token).inserted)
      // The listeners and the wake-up have the highest tokens.
      #expect(first.token < 1 << 63 && second.token < 1 << 63)
      table.remove(first)
      table.remove(second)
    }
    #expect(table.count == 0 && table.capacity == 2)
    for token in tokens { #expect(table.connection(token: token) == nil) }
  }

  @Test("are not found by a token that has no slot")
  func unknown() {
    var table = ConnectionTable()
    #expect(table.connection(token: 0) == nil)
    let connection = table.add(descriptor: 1, peer: .local)
    #expect(table.connection(token: connection.token + 1) == nil)
    #expect(table.connection(token: connection.token + 1 << 32) == nil)
    #expect(table.connection(token: EventLoop.wakeupToken) == nil)
  }
}

@Suite("The deadlines of a loop's connections")
struct ConnectionTimersTests {
  @Test(
    "have a resolution of a quarter of the shortest, between 10 and 1,000 milliseconds",
    arguments: [
      (0, 10), (39, 10), (40, 10), (44, 11), (200, 50), (3_999, 999), (4_000, 1_000), (75_000, 1_000),
    ])
  func resolution(_ shortest: Milliseconds, _ resolution: Milliseconds) {
    #expect(ConnectionTimers(shortest: shortest, now: 0).resolution == resolution)
  }

  @Test("have a shortest one, which is the minimum of all configured times")
  func shortest() {
    var configuration = ServerConfiguration(addresses: [], loops: 1)
    #expect(configuration.shortestDeadline == configuration.drainGrace)
    let deadlines: [WritableKeyPath<ServerConfiguration, Milliseconds>] = [
      \.headTimeout, \.bodyGrace, \.writeGrace, \.idleTimeout, \.lingerTimeout, \.drainGrace,
    ]
    for deadline in deadlines {
      let usual = configuration[keyPath: deadline]
      configuration[keyPath: deadline] = 17
      #expect(configuration.shortestDeadline == 17)
      configuration[keyPath: deadline] = usual
    }
  }

  @Test("pass at the end of their tick, never early")
  func expiry() {
    var timers = ConnectionTimers(shortest: 400, now: 1_000)
    timers.grow(to: 3)
    timers.set(0, at: 1_250)
    timers.set(1, at: 1_200)
    timers.set(2, at: 1_700)
    timers.clear(2)
    #expect(timers.expired(now: 1_000).isEmpty)
    #expect(timers.expired(now: 1_250).isEmpty)
    #expect(timers.expired(now: 1_299).isEmpty)
    #expect(timers.expired(now: 1_300).sorted() == [0, 1])
    #expect(timers.expired(now: 1_300).isEmpty)
    #expect(timers.expired(now: 5_000).isEmpty)
  }

  @Test(
    "determine the time until the next tick",
    arguments: [(1_000, 100), (1_001, 99), (1_099, 1), (1_100, 100), (1_150, 50)])
  func nextTick(_ now: Milliseconds, _ time: Milliseconds) {
    #expect(ConnectionTimers(shortest: 400, now: 1_000).timeToNextTick(now: now) == time)
  }
}

@Suite("The configuration of a server")
struct ServerConfigurationTests {
  @Test("has the limits and times that docs/threat-model.md lists")
  func defaults() {
    let configuration = ServerConfiguration(addresses: [], loops: 1)
    #expect(configuration.maximumConnections == 16_384)
    #expect(configuration.maximumConnectionsPerAddress == 1_024)
    #expect(configuration.headTimeout == 10_000 && configuration.idleTimeout == 75_000)
    #expect(configuration.minimumRate == 500 && configuration.highestRate == 32_768)
    #expect(configuration.bodyGrace == 10_000 && configuration.writeGrace == 20_000)
    #expect(configuration.longestDownload == 600 && configuration.longestTurn == 2_000)
    #expect(configuration.maximumWaitingOutput == 50_331_648 && configuration.discardLimit == 65_536)
    #expect(configuration.lingerTimeout == 2_000 && configuration.drainGrace == 1_000)
  }

  @Test("may use all descriptors that the process may have")
  func descriptors() throws {
    var limit = rlimit()
    let name = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    try #require(unsafe getrlimit(name, &limit) == 0)
    let hard = limit.rlim_max
    #expect(DescriptorLimit.hard == Int(clamping: hard))
    limit.rlim_cur = hard - 1
    try #require(unsafe setrlimit(name, &limit) == 0)
    #expect(try TestServer().isServing())
    try #require(unsafe getrlimit(name, &limit) == 0)
    #expect(limit.rlim_cur == hard)
  }
}

@Suite("The mailbox of a loop")
struct MailboxTests {
  private func tokens(_ messages: [Mailbox.Message]) -> [UInt64] {
    messages.map { message in
      switch message {
      case .response(let token, _): token
      case .drain, .run: 0
      }
    }
  }

  @Test("returns its messages once and in order, and requests one wake-up for all of them")
  func messages() {
    let mailbox = Mailbox()
    #expect(!mailbox.needsWakeUp())
    for token in 1...3 { mailbox.add(.response(token: UInt64(token), .response(Response(.ok)))) }
    #expect(mailbox.needsWakeUp())
    #expect(!mailbox.needsWakeUp())
    mailbox.add(.drain(deadline: 5))
    #expect(!mailbox.needsWakeUp())
    #expect(tokens(mailbox.removeAll()) == [1, 2, 3, 0])
    #expect(mailbox.removeAll().isEmpty)
    #expect(!mailbox.needsWakeUp())
    mailbox.add(.response(token: 4, .response(Response(.ok))))
    #expect(mailbox.needsWakeUp())
    #expect(tokens(mailbox.removeAll()) == [4])
  }
}
