// The libFuzzer target for all that reads what a client sends. Built by Scripts/fuzz together with HTTPCore
// as one module, so that the coverage of both guides it.
//
// The first octet chooses what is fuzzed. What must hold: nothing traps, a cut stream means what the whole
// one means, offsets lie within the octets given, and what is decoded once is not decoded again.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1 else { return 0 }
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let rest = Array(input.dropFirst())
  switch input[0] % 4 {
  case 0, 1: fuzzStream(rest, seed: input[0])
  case 2: fuzzTarget(rest)
  default: fuzzFields(rest)
  }
  return 0
}

/// The invariant of the parser: any cut gives the same events.
func fuzzStream(_ stream: [UInt8], seed: UInt8) {
  var limits = RequestLimits()
  if seed & 0x80 != 0 {
    // Small limits, so that the fuzzer gets to their edges.
    limits.head = 128
    limits.target = 32
    limits.fields = 4
    limits.chunkExtensions = 16
    limits.trailers = 32
  }
  let whole = MessageTrace.of(stream, limits: limits)
  let byByte = MessageTrace.of(stream, pieces: Array(repeating: 1, count: stream.count), limits: limits)
  var state = UInt32(seed) &+ 1
  let pieces = stream.indices.map { _ in
    state = state &* 1_664_525 &+ 1_013_904_223
    return Int(state >> 28) + 1
  }
  let random = MessageTrace.of(stream, pieces: pieces, limits: limits)
  precondition(whole == byByte, "octet by octet: \(whole) / \(byByte)")
  precondition(whole == random, "cut at random: \(whole) / \(random)")
}

let fuzzRouter = Router([
  ("/", 0), ("/members", 1), ("/members/{slug}", 2), ("/members/{slug}/topics", 3), ("/health/live", 4),
])

/// Router and query: offsets from the parser, decoding once.
func fuzzTarget(_ target: [UInt8]) {
  let stream = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
  var parser = RequestParser()
  guard case .complete(let length) = parser.parse(stream.span) else { return }
  precondition(length <= stream.count)
  let head = parser.head
  if case .found(let match) = fuzzRouter.route(head.target.path, in: stream.span) {
    for value in match.parameters {
      precondition(!value.utf8.contains(0))
      // Encoding what was decoded and decoding it gives the same: nothing was decoded twice.
      let encoded = Array(PercentEncoding.encode(value).utf8)
      let again = try? PercentEncoding.decode(0..<encoded.count, in: encoded.span)
      precondition(again == value)
    }
  }
  if let query = try? Query(head.target.query, in: stream.span) {
    for parameter in query.parameters { precondition(!parameter.value.utf8.contains(0)) }
  }
}

/// Everything that interprets a field value.
func fuzzFields(_ value: [UInt8]) {
  let clean = value.map { Byte.isFieldValue($0) ? $0 : Byte.comma }
  let names = [
    "Accept", "Accept-Encoding", "If-None-Match", "If-Match", "If-Modified-Since", "X-Request-Id",
  ]
  var stream = Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8)
  for name in names { stream += Array("\(name): ".utf8) + clean + Array("\r\n".utf8) }
  stream += Array("\r\n".utf8)
  var parser = RequestParser()
  guard case .complete = parser.parse(stream.span) else { return }
  let head = parser.head
  let tag = EntityTag(opaque: "abc")
  _ = MediaType.negotiate([.json, .plainText], for: head, in: stream.span)
  _ = ContentCoding.acceptance(head, in: stream.span)
  _ = Preconditions.evaluate(head, in: stream.span, tag: tag, modified: 1_000_000_000, now: 1_700_000_000)
  if let id = head.first(.xRequestID) { _ = RequestID(id, in: stream.span)?.text }
  _ = Authority.parse(0..<clean.count, in: clean.span)
}
