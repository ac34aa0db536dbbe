import Gzip
import Testing

@Suite struct GzipTests {
  static let bodies: [[UInt8]] = [
    [], [0], Array("Bærum, Løten, Ås".utf8), Array(repeating: 0x61, count: 1_000_000),
    (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) },
  ]

  @Test("decompression restores what was compressed", arguments: bodies)
  func roundTrip(body: [UInt8]) throws {
    let packed = try GzipCompressor().compress(body)
    #expect(try GzipDecompressor.decompress(packed, limit: body.count) == body)
  }

  @Test("a compressor can be used many times, and equal inputs give equal bytes")
  func reuse() throws {
    let compressor = try GzipCompressor()
    let first = try Self.bodies.map { try compressor.compress($0) }
    let second = try Self.bodies.map { try compressor.compress($0) }
    #expect(first == second)
    #expect(try first == Self.bodies.map { try GzipCompressor().compress($0) })
  }

  @Test("the header has no time and no operating system")
  func header() throws {
    let packed = try GzipCompressor().compress([1, 2, 3])
    #expect(packed.prefix(4) == [0x1f, 0x8b, 8, 0])
    #expect(packed[4..<8] == [0, 0, 0, 0])
    #expect(packed[9] == 255)
  }

  @Test("a stream gives one member that has all pieces", arguments: [1, 10, 1000, 70_000, 1_000_000])
  func stream(pieceLength: Int) throws {
    let body = (0..<60_000).flatMap { "member \($0 &* 7919 % 10_007)\n".utf8 }
    let stream = try GzipStream()
    var output: [UInt8] = [42]
    for start in Swift.stride(from: 0, to: body.count, by: pieceLength) {
      try stream.append(Array(body[start..<min(start + pieceLength, body.count)]), to: &output)
    }
    try stream.finish(to: &output)
    let member = Array(output.dropFirst())
    #expect(try GzipDecompressor.decompress(member, limit: body.count) == body)
    #expect(member[4..<8] == [0, 0, 0, 0] && member[9] == 255)
    #expect(output[0] == 42)
  }

  @Test("a stream without content is a whole member")
  func emptyStream() throws {
    var output: [UInt8] = []
    let stream = try GzipStream()
    try stream.append([], to: &output)
    try stream.finish(to: &output)
    #expect(try GzipDecompressor.decompress(output, limit: 0) == [])
  }

  @Test("compressed bytes are appended to the output")
  func appends() throws {
    var output: [UInt8] = [42]
    try GzipCompressor().compress([1, 2, 3], into: &output)
    #expect(output.first == 42)
    #expect(try GzipDecompressor.decompress(Array(output.dropFirst()), limit: 3) == [1, 2, 3])
  }

  @Test("a higher level makes the output no larger")
  func levels() throws {
    let body = (0..<5000).flatMap { "member number \($0) of the directory\n".utf8 }
    let sizes = try [1, 6, 9].map { try GzipCompressor(level: $0).compress(body).count }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test("the default level is 6")
  func standardLevel() throws {
    let body = (0..<5000).flatMap { "member number \($0) of the directory\n".utf8 }
    let output = try GzipCompressor().compress(body)
    #expect(try output == GzipCompressor(level: 6).compress(body))
    #expect(try output != GzipCompressor(level: 5).compress(body))
    #expect(try output != GzipCompressor(level: 9).compress(body))
  }

  @Test("a level that the library doesn't have is an error")
  func wrongLevel() {
    for level: Int32 in [-1, 0, 13, 42] {
      #expect(throws: GzipError.noLevel(level)) { try GzipCompressor(level: level) }
    }
    // Z_STREAM_ERROR of zlib.h.
    #expect(throws: GzipError.unexpected(-2)) { try GzipStream(level: 42) }
  }

  @Test("truncated, damaged, extended and too large input is refused")
  func malformed() throws {
    let packed = try GzipCompressor().compress(Array("The directory of the Oslo region".utf8))
    for count in packed.indices {
      #expect(throws: GzipError.malformed) {
        try GzipDecompressor.decompress(Array(packed.prefix(count)), limit: 1000)
      }
    }
    var damaged = packed
    damaged[packed.count - 6] ^= 1
    #expect(throws: GzipError.malformed) { try GzipDecompressor.decompress(damaged, limit: 1000) }
    #expect(throws: GzipError.malformed) { try GzipDecompressor.decompress(packed + [0], limit: 1000) }
    #expect(throws: GzipError.malformed) { try GzipDecompressor.decompress(packed, limit: 10) }
  }

  @Test("a zlib stream has exactly the length that is asked for, in any number of pieces")
  func length() throws {
    // "a" 200,000 times: gzip has the same data between a header of 10 bytes and 8 bytes.
    let body = [UInt8](repeating: 0x61, count: 200_000)
    let packed = try GzipCompressor().compress(body)
    var (one, two) = (1, 0)
    for byte in body {
      one = (one + Int(byte)) % 65_521
      two = (two + one) % 65_521
    }
    let sum = [two >> 8, two & 255, one >> 8, one & 255].map { UInt8($0) }
    let stream: [UInt8] = [0x78, 0x9C] + packed[10..<(packed.count - 8)] + sum
    func matches(_ bytes: [UInt8], _ length: Int, pieces: Int = 1) throws -> Bool {
      let parts = Swift.stride(from: 0, to: bytes.count, by: max(1, bytes.count / pieces)).map { start in
        bytes[start..<min(start + max(1, bytes.count / pieces), bytes.count)]
      }
      return try ZlibLength.matches(parts + [[]], length: length)
    }
    for pieces in [1, 2, 7, stream.count] { #expect(try matches(stream, 200_000, pieces: pieces)) }
    for length in [0, 199_999, 200_001] { #expect(try !matches(stream, length)) }
    #expect(try !matches(stream + [0], 200_000) && !matches(Array(stream.dropLast()), 200_000))
    #expect(try !ZlibLength.matches([stream[...], [0]], length: 200_000))
    #expect(try !ZlibLength.matches([], length: 0) && !matches([1, 2, 3], 3))
    var changed = stream
    changed[changed.count - 1] ^= 1
    #expect(try !matches(changed, 200_000))
  }
}
