// The libFuzzer target for all code that reads what a client sends. Scripts/fuzz compiles this file and
// HTTPCore as one module, so that the coverage of both guides libFuzzer.
//
// The first byte chooses what is fuzzed. The target checks that nothing traps, that a stream gives the same
// events however it is cut, that offsets are within the input, and that nothing is decoded twice.

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

/// Checks that the parser reports the same events however the stream is cut.
func fuzzStream(_ stream: [UInt8], seed: UInt8) {
  var limits = RequestLimits()
  if seed & 0x80 != 0 {
    // With small limits, the fuzzer reaches them.
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
  precondition(whole == byByte, "byte by byte: \(whole) / \(byByte)")
  precondition(whole == random, "cut at random: \(whole) / \(random)")
}

let fuzzRouter = Router([
  ("/", 0), ("/members", 1), ("/members/{slug}", 2), ("/members/{slug}/topics", 3), ("/health/live", 4),
])

/// Checks the router and the query: offsets are valid, and values are decoded once.
func fuzzTarget(_ target: [UInt8]) {
  let stream = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
  var parser = RequestParser()
  guard case .complete(let length) = parser.parse(stream.span) else { return }
  precondition(length <= stream.count)
  let head = parser.head
  if case .found(let match) = fuzzRouter.route(head.target.path, in: stream.span) {
    for value in match.parameters {
      precondition(!value.utf8.contains(0))
      // Encoding and decoding return the same value, because nothing was decoded twice.
      let encoded = Array(PercentEncoding.encode(value).utf8)
      let again = try? PercentEncoding.decode(0..<encoded.count, in: encoded.span)
      precondition(again == value)
    }
  }
  if let query = try? Query(head.target.query, in: stream.span) {
    for parameter in query.parameters { precondition(!parameter.value.utf8.contains(0)) }
  }
}

/// Runs all code that interprets a field value.
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
