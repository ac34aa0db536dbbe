import Glibc
import HTTPCore
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite("A large static file")
struct LargeStaticFileTests {
  /// Not a multiple of the piece, nor do its octets repeat as the pieces do; all are ASCII.
  private static let content = (0..<5_000_001).map { UInt8($0 % 113) }

  @Test("arrives whole, and the connection stays")
  func whole() throws {
    let site = try Site()
    try site.folder.write(Self.content, to: "site/large")
    let client = try site.client()
    for _ in 0..<2 { client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n") }
    for _ in 0..<2 {
      let answer = try #require(try client.readResponse())
      #expect(answer.content == Self.content)
      #expect(answer.field("content-length") == "5000001")
    }
  }

  @Test(
    "arrives in the part that is asked for, wherever its pieces meet",
    arguments: [
      65_535..<65_537, 0..<65_536, 1..<65_537, 0..<65_537, 100_000..<4_000_000, 4_999_999..<5_000_001,
    ])
  func parts(range: Range<Int>) throws {
    let site = try Site()
    try site.folder.write(Self.content, to: "site/large")
    let answer = try site.get("/large", "Range: bytes=\(range.lowerBound)-\(range.upperBound - 1)\r\n")
    #expect(answer.status == 206)
    #expect(answer.content.elementsEqual(Self.content[range]))
  }

  @Test(
    "that changes while it is sent ends the connection before it is whole",
    arguments: [Change.shrink, .overwrite])
  func changes(_ change: Change) throws {
    let path = Mutex("")
    let site = try Site { response in
      var response = response
      guard case .source(let source, let length) = response.body else { return response }
      let changing = ChangingSource(source, after: 3) { path.withLock { change.make($0) } }
      response.body = .source(changing, length: length)
      return response
    }
    try site.folder.write(Self.content, to: "site/large")
    path.withLock { $0 = site.folder.file("site/large") }
    let client = try site.client()
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /letters.txt HTTP/1.1\r\nHost: a\r\n\r\n")
    let received = try client.readToEnd()
    #expect(received.utf8.count < 4 * StaticFiles.wholeSize)
    #expect(!received.contains(Site.letters))
    #expect(try site.get("/letters.txt").status == 200)
  }

  enum Change: CaseIterable, Sendable {
    case shrink, overwrite

    func make(_ path: String) {
      switch self {
      case .shrink: _ = unsafe truncate(path, 100_000)
      case .overwrite:
        let descriptor = unsafe open(path, O_WRONLY)
        var octet: UInt8 = 0
        _ = unsafe pwrite(descriptor, &octet, 1, 4_000_000)
        close(descriptor)
      }
    }
  }
}

/// Another source, something being done before one of its pieces.
private final class ChangingSource: BodySource {
  private let source: any BodySource
  private let left: Mutex<Int>
  private let change: @Sendable () -> Void

  init(_ source: any BodySource, after pieces: Int, _ change: @escaping @Sendable () -> Void) {
    self.source = source
    self.change = change
    left = Mutex(pieces)
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    let isTime = left.withLock { left in
      left -= 1
      return left < 0
    }
    if isTime { change() }
    return try source.next(into: &output)
  }
}
