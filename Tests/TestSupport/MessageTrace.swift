#if canImport(HTTPCore)
  package import HTTPCore
#endif

/// Parses a stream of requests into a list of events.
///
/// It runs the parser and the chunked decoder as a connection does, on a buffer of bytes that have arrived
/// and are not consumed yet. Tests and the fuzzer use it to check an invariant: the events don't depend on
/// how the stream is divided into pieces.
package struct MessageTrace {
  package private(set) var events: [String] = []

  private enum Phase {
    case head
    case length(Int)
    case chunked(ChunkedDecoder)
    case failed
  }

  private let limits: RequestLimits
  private var parser: RequestParser
  private var buffer: [UInt8] = []
  private var content: [UInt8] = []
  private var phase = Phase.head

  package init(limits: RequestLimits = RequestLimits()) {
    self.limits = limits
    parser = RequestParser(limits: limits)
  }

  /// Returns the events of `stream`, which arrives in pieces of the given sizes in bytes. The rest arrives
  /// last.
  package static func of(
    _ stream: [UInt8], pieces: [Int] = [], limits: RequestLimits = RequestLimits()
  ) -> [String] {
    var trace = MessageTrace(limits: limits)
    var start = 0
    for size in pieces where start < stream.count {
      let end = min(stream.count, start + max(1, size))
      trace.receive(stream[start..<end])
      start = end
    }
    if start < stream.count { trace.receive(stream[start...]) }
    return trace.events
  }

  package mutating func receive(_ piece: ArraySlice<UInt8>) {
    buffer.append(contentsOf: piece)
    while !buffer.isEmpty, advance() {}
  }

  /// Reads the next part of the buffer. Returns false if more bytes are needed.
  private mutating func advance() -> Bool {
    switch phase {
    case .failed: return false
    case .head: return readHead()
    case .length(let remaining): return readLength(remaining)
    case .chunked(let decoder): return readChunks(decoder)
    }
  }

  private mutating func readHead() -> Bool {
    let bytes = buffer
    switch parser.parse(bytes.span) {
    case .incomplete: return false
    case .failed(let error):
      fail(error)
      return false
    case .complete(let length):
      describe(parser.head, bytes.span)
      switch parser.head.framing {
      case .none: events.append("end")
      case .length(let length): phase = .length(length)
      case .chunked: phase = .chunked(ChunkedDecoder(limits: limits))
      }
      parser.reset()
      buffer.removeFirst(length)
      if case .length(0) = phase { endContent() }
      return true
    }
  }

  private mutating func readLength(_ remaining: Int) -> Bool {
    let count = min(remaining, buffer.count)
    content.append(contentsOf: buffer[..<count])
    buffer.removeFirst(count)
    phase = .length(remaining - count)
    guard remaining == count else { return false }
    endContent()
    return true
  }

  private mutating func readChunks(_ started: ChunkedDecoder) -> Bool {
    var decoder = started
    var start = 0
    while true {
      switch decoder.decode(buffer.span, from: start) {
      case .incomplete:
        buffer = []
        phase = .chunked(decoder)
        return false
      case .data(let range):
        content.append(contentsOf: buffer[range])
        start = range.upperBound
      case .end(let index):
        buffer.removeFirst(index)
        endContent()
        return true
      case .failed(let error):
        fail(error)
        return false
      }
    }
  }

  private mutating func endContent() {
    events.append("content \(content)")
    events.append("end")
    content = []
    phase = .head
  }

  private mutating func fail(_ error: RequestError) {
    if !content.isEmpty { events.append("content \(content)") }
    events.append("error \(error.code)")
    phase = .failed
  }

  private mutating func describe(_ head: RequestHead, _ bytes: Span<UInt8>) {
    let target = head.target
    events.append(
      "\(bytes.text(head.methodBytes)) \(target.form) path=\(bytes.text(target.path))"
        + " query=\(target.query.map { bytes.text($0) } ?? "-")"
        + " authority=\(target.authority.map { bytes.text($0) } ?? "-") 1.\(head.minorVersion)"
        + " \(head.framing)\(head.keepsAlive ? "" : " close")\(head.expectsContinue ? " expects" : "")")
    for field in head.fields { events.append("\(bytes.text(field.name)): \(bytes.text(field.value))") }
  }
}
