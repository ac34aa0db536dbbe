/// Generates streams that are almost valid requests: pieces of the grammar in a plausible order, with an
/// occasional piece in the wrong place. The same seed gives the same streams, so a failure can be repeated.
package struct StreamGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// Returns the next number, from xorshift64* (Vigna 2014).
  package mutating func number(below bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int(truncatingIfNeeded: (state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
  }

  private static let lines = [
    "GET / HTTP/1.1\r\n", "POST /a?b=c HTTP/1.1\r\n", "HEAD http://h/x HTTP/1.1\r\n",
    "OPTIONS * HTTP/1.1\r\n",
    "GET /%2e%2e/a HTTP/1.0\r\n", "PUT /x HTTP/1.1\r\n",
  ]
  private static let fields = [
    "Host: a\r\n", "Host: a\r\n", "Host: a\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n",
    "Connection: close\r\n", "X: y\r\n", "Accept: */*\r\n", "Expect: 100-continue\r\n",
    "Content-Length: 0\r\n",
  ]
  private static let contents = [
    "", "abc", "3\r\nabc\r\n0\r\n\r\n", "1;x=\"y\"\r\na\r\n0\r\nT: 1\r\n\r\n", "0\r\n\r\n", "ab",
  ]
  private static let oddities = [
    "\r", "\n", "\0", " ", "\t", ":", "\r\n", "\u{FF}", ";", "\"", "0", "ffffffffffffffff\r\n", ",",
    "chunked",
  ]

  package mutating func next() -> [UInt8] {
    var stream: [UInt8] = []
    for _ in 0...number(below: 3) {
      append(pick(Self.lines), to: &stream)
      for _ in 0...number(below: 4) { append(pick(Self.fields), to: &stream) }
      append("\r\n", to: &stream)
      append(pick(Self.contents), to: &stream)
    }
    return stream
  }

  private mutating func pick(_ choices: [String]) -> String { choices[number(below: choices.count)] }

  private mutating func append(_ text: String, to stream: inout [UInt8]) {
    stream.append(contentsOf: text.utf8)
    if number(below: 24) == 0 { stream.append(contentsOf: pick(Self.oddities).utf8) }
    if number(below: 40) == 0, !stream.isEmpty { stream.removeLast() }
  }
}
