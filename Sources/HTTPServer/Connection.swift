import HTTPCore

/// One client. State only: `ServerLoop` reads, decides and writes. Small, for there may be many that idle.
final class Connection {
  enum Phase {
    /// Between requests, or within a head.
    case head
    /// Content that a handler waits for, or that nobody wants.
    case content
    /// A handler runs on another lane, or its answer is held back.
    case awaiting
    /// A response is produced as the client takes it.
    case streaming
    /// Answered for the last time; what still comes is dropped.
    case lingering
    case closed
  }

  let descriptor: Int32
  /// The place in the loop's table, and the generation that tells it from its predecessors there.
  let slot: Int
  let token: UInt64
  let peer: PeerAddress

  var phase = Phase.head
  var workspace: Workspace?
  var exchange = Exchange()
  /// Of a request whose content is read or whose handler runs elsewhere.
  var pending: PendingRequest?
  var stream: ResponseStream?
  var held: HeldResponse?
  /// The readiness edge has come and no short read since.
  var mayRead = false
  /// The peer has sent its last octet.
  var inputEnded = false
  /// An edge said so; the octets before it may still have to be read.
  var hangUpSeen = false
  var closesAfterWrite = false
  /// When the running head or linger began, or the running stretch of content or write; 0 when none does.
  var began = 0
  /// Octets of content or of a response that moved since `began`, for the minimum rate.
  var moved = 0

  init(descriptor: Int32, slot: Int, token: UInt64, peer: PeerAddress) {
    self.descriptor = descriptor
    self.slot = slot
    self.token = token
    self.peer = peer
  }
}

/// What an answer has to know of its request.
struct Exchange {
  var isHead = false
  var minorVersion = 1
  var keepsAlive = true
  var id = RequestID()
  /// Microseconds on the loop's clock; 0 where nobody logs.
  var started = 0
}

/// A request that is not answered at once.
final class PendingRequest {
  let head: RequestHead
  /// The octets of the head.
  let bytes: [UInt8]
  var reader: ContentReader
  /// Replies to the request when its content has been read; nil if the content is dropped.
  let then: ((Request, Int64) -> Reply)?
  var isWanted: Bool { then != nil }

  init(
    head: RequestHead, bytes: [UInt8], reader: ContentReader, then: ((Request, Int64) -> Reply)?
  ) {
    self.head = head
    self.bytes = bytes
    self.reader = reader
    self.then = then
  }
}

/// An answer that goes out when its time has come.
final class HeldResponse {
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
  var isFinished = false
  var piece: [UInt8] = []

  init(source: any BodySource, framing: Framing) {
    self.source = source
    self.framing = framing
  }
}
