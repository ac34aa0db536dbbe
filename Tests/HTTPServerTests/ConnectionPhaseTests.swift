import HTTPCore
import Testing

@testable import HTTPServer

@Suite("The phase of a connection")
struct ConnectionPhaseTests {
  typealias Phase = ConnectionPhase
  typealias Event = ConnectionPhase.Event
  typealias Action = ConnectionPhase.Action

  /// The next phase and the action that an event leads to.
  struct Transition: Equatable {
    let next: Phase
    let action: Action
  }

  static let contents: [Phase.UnreadContent] = [.none, .short, .long]
  static let booleans = [false, true]
  static let answering = booleans.flatMap { keepsAlive in
    contents.map { Phase.answering(keepsAlive: keepsAlive, content: $0) }
  }
  static let phases: [Phase] =
    [.head, .discarding, .closing, .lingering, .closed] + answering
    + booleans.flatMap { [.content(keepsAlive: $0), .streaming(isLast: $0)] }

  static let expirations = booleans.flatMap { hasMoved in
    booleans.flatMap { hasOutput in
      booleans.map { Event.expired(hasMoved: hasMoved, hasOutput: hasOutput, hasBegun: $0) }
    }
  }
  static let events: [Event] =
    [.contentWanted, .contentArrived, .produced, .refused, .sent, .ended] + expirations
    + booleans.flatMap { first in
      contents.map { .requestArrived(keepsAlive: first, content: $0) }
        + [.responded(mayStay: first)]
        + booleans.map { .producing(mayStay: first, hasBody: $0) }
    }

  /// Returns the result that the table in the documentation of `ConnectionPhase` lists for a phase and an
  /// event, or nil if the event changes nothing.
  static func expected(_ phase: Phase, _ event: Event) -> Transition? {
    switch (phase, event) {
    case (.closed, _): nil
    case (_, .ended): Transition(next: .closed, action: .close)
    case (.head, .requestArrived(let keepsAlive, let content)):
      Transition(next: .answering(keepsAlive: keepsAlive, content: content), action: .ask)
    case (.answering(let keepsAlive, let content), .contentWanted):
      content == .none
        ? Transition(next: phase, action: .ask)
        : Transition(next: .content(keepsAlive: keepsAlive), action: .none)
    case (.answering(let keepsAlive, let content), .responded(let mayStay)):
      switch (keepsAlive && mayStay, content) {
      case (true, .none): Transition(next: .head, action: .write)
      case (true, .short): Transition(next: .discarding, action: .write)
      default: Transition(next: .closing, action: .writeLast)
      }
    case (.answering(let keepsAlive, let content), .producing(let mayStay, let hasBody)):
      switch (keepsAlive && mayStay && content == .none, hasBody) {
      case (true, true): Transition(next: .streaming(isLast: false), action: .write)
      case (true, false): Transition(next: .head, action: .write)
      case (false, true): Transition(next: .streaming(isLast: true), action: .writeLast)
      case (false, false): Transition(next: .closing, action: .writeLast)
      }
    case (.content(let keepsAlive), .contentArrived):
      Transition(next: .answering(keepsAlive: keepsAlive, content: .none), action: .ask)
    case (.discarding, .contentArrived): Transition(next: .head, action: .none)
    case (.streaming(let isLast), .produced): Transition(next: isLast ? .closing : .head, action: .none)
    case (.head, .refused), (.answering, .refused), (.content, .refused):
      Transition(next: .closing, action: .writeLast)
    case (.discarding, .refused): Transition(next: .closing, action: .none)
    case (.closing, .sent): Transition(next: .lingering, action: .endOutput)
    case (_, .expired(let hasMoved, let hasOutput, let hasBegun)):
      expired(phase, hasMoved, hasOutput, hasBegun)
    default: nil
    }
  }

  private static func expired(
    _ phase: Phase, _ hasMoved: Bool, _ hasOutput: Bool, _ hasBegun: Bool
  ) -> Transition {
    let extended = Transition(next: phase, action: .extend)
    let refused = Transition(next: phase, action: .refuse)
    let closed = Transition(next: .closed, action: .close)
    return switch phase {
    case .answering: Transition(next: phase, action: .sendDelayed)
    case .head: hasOutput ? (hasMoved ? extended : closed) : hasBegun ? refused : closed
    case .content: hasMoved ? extended : hasOutput ? closed : refused
    case .discarding, .streaming, .closing: hasMoved ? extended : closed
    case .lingering, .closed: closed
    }
  }

  @Test("changes as the table says, for each phase and each event", arguments: phases)
  func table(_ phase: Phase) {
    for event in Self.events {
      var next = phase
      let action = next.on(event)
      let found = Transition(next: next, action: action)
      #expect(found == Self.expected(phase, event) ?? Transition(next: phase, action: .none), "\(event)")
    }
  }

  @Test(
    "depends on how long the content of a request is and on whether it is sent at once",
    arguments: [
      ("", .none), ("Content-Length: 0\r\n", .none), ("Content-Length: 1\r\n", .short),
      ("Content-Length: 100\r\n", .short), ("Content-Length: 101\r\n", .long),
      ("Transfer-Encoding: chunked\r\n", .short), ("Expect: 100-continue\r\n", .none),
      ("Expect: 100-continue\r\nContent-Length: 0\r\n", .none),
      ("Expect: 100-continue\r\nContent-Length: 1\r\n", .long),
      ("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n", .long),
    ] as [(String, Phase.UnreadContent)])
  func unreadContent(_ fields: String, _ content: Phase.UnreadContent) throws {
    let stream = Array("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(stream.span) == .complete(length: stream.count))
    #expect(Phase.UnreadContent(parser.head, limit: 100) == content)
  }

  /// The deadline of each phase with empty buffers, with input, with output, with both, and with a delayed
  /// response.
  static let deadlines: [(Phase, [Phase.Deadline])] =
    [
      (.head, [.idle, .head, .output, .output, .idle]),
      (.content(keepsAlive: true), [.content, .content, .output, .output, .content]),
      (.content(keepsAlive: false), [.content, .content, .output, .output, .content]),
      (.discarding, [.content, .content, .output, .output, .content]),
      (.streaming(isLast: true), [.output, .output, .output, .output, .output]),
      (.streaming(isLast: false), [.output, .output, .output, .output, .output]),
      (.closing, [.output, .output, .output, .output, .output]),
      (.lingering, [.linger, .linger, .linger, .linger, .linger]),
      (.closed, [.none, .none, .none, .none, .none]),
    ] + answering.map { ($0, [.none, .none, .none, .none, .delay]) }

  @Test("determines the deadline of the connection", arguments: deadlines)
  func deadline(_ phase: Phase, _ expected: [Phase.Deadline]) {
    let found = [
      phase.deadline(hasOutput: false, hasInput: false, isDelayed: false),
      phase.deadline(hasOutput: false, hasInput: true, isDelayed: false),
      phase.deadline(hasOutput: true, hasInput: false, isDelayed: false),
      phase.deadline(hasOutput: true, hasInput: true, isDelayed: false),
      phase.deadline(hasOutput: false, hasInput: false, isDelayed: true),
    ]
    #expect(found == expected)
  }

  @Test("determines what the connection reads and whether a response is in progress")
  func properties() {
    for phase in Self.phases {
      let isContent: Bool
      switch phase {
      case .content, .discarding: isContent = true
      default: isContent = false
      }
      #expect(phase.receivesContent == isContent)
      #expect(phase.takesInput == (isContent || phase == .head))
      #expect(phase.isResponding == (phase.isStreaming || Self.answering.contains(phase)))
      #expect(phase.isStreaming == (phase == .streaming(isLast: true) || phase == .streaming(isLast: false)))
    }
    #expect(Set(Self.phases.map { "\($0)" }).count == 15)
  }
}
