import HTTPCore

/// One client's connection: state only, `ServerLoop` does the work. Small, because many connections can be
/// idle.
final class Connection {
  let descriptor: Int32
  /// The place in the loop's table.
  let slot: Int
  /// The slot and a generation, which differs from that of earlier connections in the slot.
  let token: UInt64
  let peer: PeerAddress

  var phase = ConnectionPhase.head
  /// Nil while the connection has nothing in its buffers.
  var workspace: Workspace?
  var exchange = Exchange()
  /// The request whose content is being received or whose response comes later.
  var pending: PendingRequest?
  var stream: ResponseStream?
  var delayed: DelayedResponse?
  /// The socket became readable, and no read since then was a short one.
  var mayRead = false
  /// The client has closed its side, and all that it sent has been read.
  var inputEnded = false
  /// The client has closed its side; bytes from before may still have to be read.
  var hangUpSeen = false
  /// The connection waits in `ServerLoop.unfinished` for its next turn.
  var isUnfinished = false
  /// The last response took long to make, so the next has to wait until the requests of others are answered.
  var isCostly = false
  /// A request has begun.
  var hasBegun = false
  /// The account of the peer; nil if its requests aren't limited.
  var account: ClientAccount?
  /// What `ServerLoop.waiting` has counted for the connection.
  var holding: WaitingOutput.Holding?
  /// When the current head, linger or stretch of content or output began; 0 if none has.
  var began = 0
  /// Bytes of content or output that moved since `began`, for the minimum rate.
  var moved = 0

  init(descriptor: Int32, slot: Int, token: UInt64, peer: PeerAddress) {
    self.descriptor = descriptor
    self.slot = slot
    self.token = token
    self.peer = peer
  }
}

/// What a response depends on besides the request's meaning.
struct Exchange {
  var isHead = false
  var minorVersion = 1
  var id = RequestID()
  /// The client's address if a proxy has forwarded the request; nil if the client is the peer.
  var client: PeerAddress?
  /// Microseconds on the monotonic clock; 0 if requests are neither logged nor counted.
  var started = 0
  /// What the request is counted by.
  var label = RequestLabel.none
}

/// A request that isn't answered at once.
final class PendingRequest {
  let head: RequestHead
  /// A copy of the bytes that the offsets in `head` count from.
  let bytes: [UInt8]
  var reader: ContentReader
  /// Replies to the request when its content has been read; nil if the content is dropped.
  let then: ((Request, Int64) -> Reply)?

  init(
    _ head: RequestHead, _ bytes: Span<UInt8>, _ reader: ContentReader,
    then: ((Request, Int64) -> Reply)? = nil
  ) {
    self.head = head
    self.bytes = head.copy(of: bytes)
    self.reader = reader
    self.then = then
  }
}

/// A response that is sent at a later time.
final class DelayedResponse {
  let response: Response
  let due: Milliseconds

  init(_ response: Response, due: Milliseconds) {
    self.response = response
    self.due = due
  }
}

/// A response that is produced piece by piece.
final class ResponseStream {
  enum Framing {
    case length(remaining: Int)
    case chunked
    case untilClose
  }

  let source: any BodySource
  var framing: Framing
  /// The number of bytes altogether; 0 if it isn't known before the end.
  let length: Int
  var isFinished = false
  var piece: [UInt8] = []

  init(source: any BodySource, framing: Framing) {
    self.source = source
    self.framing = framing
    if case .length(let length) = framing { self.length = length } else { length = 0 }
  }
}
