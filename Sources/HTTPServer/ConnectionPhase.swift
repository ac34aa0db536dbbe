import HTTPCore

/// What a connection is doing. This file has every rule about what it does next: the event loop reports
/// events to `on` and carries out the actions that `on` returns, and nothing else changes a phase.
///
/// | Phase      | Event                             | Next phase                | Action                          |
/// |------------|-----------------------------------|---------------------------|---------------------------------|
/// | head       | requestArrived                    | answering                 | ask                             |
/// | answering  | contentWanted, some is unread     | content                   | none                            |
/// | answering  | contentWanted, all has been read  | answering                 | ask                             |
/// | answering  | responded                         | head, discarding, closing | write, or writeLast for closing |
/// | answering  | producing                         | streaming, head, closing  | write, or writeLast             |
/// | content    | contentArrived                    | answering                 | ask                             |
/// | discarding | contentArrived                    | head                      | none                            |
/// | streaming  | produced                          | head, or closing if last  | none                            |
/// | head       | refused                           | closing                   | writeLast                       |
/// | answering  | refused                           | closing                   | writeLast                       |
/// | content    | refused                           | closing                   | writeLast                       |
/// | discarding | refused                           | closing                   | none: it is answered already    |
/// | closing    | sent                              | lingering                 | endOutput                       |
/// | any        | ended                             | closed                    | close                           |
///
/// A deadline (`expired`) ends a connection or not, depending on what it waits for:
///
/// | Phase                          | In time if        | Otherwise                                            |
/// |--------------------------------|-------------------|------------------------------------------------------|
/// | head, with output waiting      | bytes moved       | close                                                |
/// | head, between requests         |                   | close: the client isn't owed an answer               |
/// | head, within a request         |                   | refuse                                               |
/// | answering                      |                   | sendDelayed: the response's time has come            |
/// | content                        | bytes moved       | refuse, or close if the client doesn't take output   |
/// | discarding, streaming, closing | bytes moved       | close                                                |
/// | lingering                      |                   | close                                                |
///
/// "In time" means the action `extend`, without a change of phase. All other pairs of a phase and an event
/// change nothing, and their action is none.
enum ConnectionPhase: Equatable {
  /// Between requests, or within the head of one.
  case head
  /// The responder has a request, and answers it now or later.
  case answering(keepsAlive: Bool, content: UnreadContent)
  /// Receives content that the responder wants.
  case content(keepsAlive: Bool)
  /// Receives content of a request that is answered, and drops it to find the next request.
  case discarding
  /// Sends a response that is produced piece by piece.
  case streaming(isLast: Bool)
  /// The last response has been written, and some of it may not have been sent.
  case closing
  /// Everything has been sent; what the client still sends is dropped.
  case lingering
  case closed

  /// How much of a request's content hasn't been received.
  enum UnreadContent: Equatable {
    case none
    /// Little enough to receive and drop, if nothing wants it.
    case short
    /// More than that, or content that the client sends only after a 100: the connection ends with the
    /// response, unless the content is wanted.
    case long

    /// `limit` is the most content that is received and dropped.
    init(_ head: RequestHead, limit: Int) {
      switch head.framing {
      case .none, .length(0): self = .none
      case .length(let length) where length > limit: self = .long
      case .length, .chunked: self = head.expectsContinue ? .long : .short
      }
    }
  }

  enum Event: Equatable {
    /// A head has been parsed. `keepsAlive` is what the client wants (RFC 9112 §9.3).
    case requestArrived(keepsAlive: Bool, content: UnreadContent)
    /// The responder wants the content before it answers.
    case contentWanted
    /// The last byte of the content has been received.
    case contentArrived
    /// A response that is in memory is about to be written. `mayStay` is false while the server stops.
    case responded(mayStay: Bool)
    /// A response that is produced piece by piece is about to be written. `mayStay` is also false if only the
    /// end of the connection can end it. `hasBody` is false in the answer to HEAD.
    case producing(mayStay: Bool, hasBody: Bool)
    /// The last piece of a response has been produced.
    case produced
    /// The request is malformed, too large or too slow.
    case refused
    /// All output has been sent.
    case sent
    /// The deadline has passed. `hasMoved`: enough bytes moved since the stretch began. `hasOutput`: output
    /// waits for the client. `hasBegun`: something of a request has been received.
    case expired(hasMoved: Bool, hasOutput: Bool, hasBegun: Bool)
    /// The client has closed its side, the connection is broken, or the server can't wait for it any longer.
    case ended
  }

  enum Action: Equatable {
    case none
    /// Ask the responder for an answer.
    case ask
    /// Write the response that the event announced.
    case write
    /// Write it with `Connection: close`.
    case writeLast
    /// Refuse the request, because it took too long.
    case refuse
    /// Begin the next stretch of time.
    case extend
    /// Send the response that was delayed.
    case sendDelayed
    /// Tell the client that nothing follows.
    case endOutput
    /// Release the connection.
    case close
  }

  mutating func on(_ event: Event) -> Action {
    switch (self, event) {
    case (.head, .requestArrived(let keepsAlive, let content)):
      return enter(.answering(keepsAlive: keepsAlive, content: content), .ask)
    case (.answering(let keepsAlive, let content), .responded(let mayStay)):
      guard mayStay, keepsAlive, content != .long else { return enter(.closing, .writeLast) }
      return enter(content == .none ? .head : .discarding, .write)
    case (.answering(let keepsAlive, let content), .producing(let mayStay, let hasBody)):
      // Unread content couldn't be distinguished from the next request once the response has been produced.
      let isLast = !(mayStay && keepsAlive && content == .none)
      let next: ConnectionPhase = hasBody ? .streaming(isLast: isLast) : isLast ? .closing : .head
      return enter(next, isLast ? .writeLast : .write)
    case (.answering(_, .none), .contentWanted): return .ask
    case (.answering(let keepsAlive, _), .contentWanted):
      return enter(.content(keepsAlive: keepsAlive), .none)
    case (.content(let keepsAlive), .contentArrived):
      return enter(.answering(keepsAlive: keepsAlive, content: .none), .ask)
    case (.discarding, .contentArrived): return enter(.head, .none)
    case (.streaming(let isLast), .produced): return enter(isLast ? .closing : .head, .none)
    case (.head, .refused), (.answering, .refused), (.content, .refused): return enter(.closing, .writeLast)
    case (.discarding, .refused): return enter(.closing, .none)
    case (.closing, .sent): return enter(.lingering, .endOutput)
    case (.closed, _): return .none
    case (_, .ended): return enter(.closed, .close)
    case (_, .expired(let hasMoved, let hasOutput, let hasBegun)):
      return expire(hasMoved, hasOutput, hasBegun)
    default: return .none
    }
  }

  private mutating func enter(_ next: ConnectionPhase, _ action: Action) -> Action {
    self = next
    return action
  }

  private mutating func expire(_ hasMoved: Bool, _ hasOutput: Bool, _ hasBegun: Bool) -> Action {
    switch self {
    case .answering: return .sendDelayed
    case .head where hasOutput && hasMoved: return .extend
    case .head where hasBegun && !hasOutput: return .refuse
    case .content where hasMoved: return .extend
    case .content where !hasOutput: return .refuse
    case .discarding where hasMoved, .streaming where hasMoved, .closing where hasMoved: return .extend
    case .head, .content, .discarding, .streaming, .closing, .lingering: return enter(.closed, .close)
    case .closed: return .none
    }
  }
}

extension ConnectionPhase {
  /// Whether the next bytes from the client are part of a request that may be read now.
  var takesInput: Bool {
    switch self {
    case .head, .content, .discarding: true
    case .answering, .streaming, .closing, .lingering, .closed: false
    }
  }

  /// Whether a response has to be complete before anything else is read.
  var isResponding: Bool {
    switch self {
    case .answering, .streaming: true
    case .head, .content, .discarding, .closing, .lingering, .closed: false
    }
  }

  var isStreaming: Bool { if case .streaming = self { true } else { false } }

  var receivesContent: Bool {
    switch self {
    case .content, .discarding: true
    case .head, .answering, .streaming, .closing, .lingering, .closed: false
    }
  }

  /// Which deadline applies while nothing can be done until the client sends or takes something.
  enum Deadline: Equatable {
    case none
    /// The next request has to begin.
    case idle
    /// The head has to be complete.
    case head
    /// Content has to arrive at the minimum rate.
    case content
    /// Output has to be taken at the minimum rate.
    case output
    /// A delayed response is due.
    case delay
    /// The client has to close the connection.
    case linger
  }

  func deadline(hasOutput: Bool, hasInput: Bool, isDelayed: Bool) -> Deadline {
    switch self {
    case .head: hasOutput ? .output : hasInput ? .head : .idle
    case .answering: isDelayed ? .delay : .none
    case .content, .discarding: hasOutput ? .output : .content
    case .streaming, .closing: .output
    case .lingering: .linger
    case .closed: .none
    }
  }
}
