import HTTPCore
import Testing

@testable import HTTPServer

@Suite("Reading content")
struct ContentReaderTests {
  /// Feeds `text` in pieces of `size` bytes and returns the outcome, the content, and how many bytes were
  /// read.
  private func read(
    _ text: String, _ framing: Framing, limit: Int, keeps: Bool = true, size: Int = .max
  ) -> (outcome: String, content: String, count: Int) {
    var reader = ContentReader(framing, limit: limit, keeps: keeps, RequestLimits())
    // One byte comes before the content, so the reader has to respect the start.
    let stream = Array("-\(text)".utf8)
    var start = 1
    var end = 1
    while true {
      end = size < stream.count - end ? end + size : stream.count
      switch reader.read(stream.span.extracting(0..<end), from: &start) {
      case .incomplete where end < stream.count: continue
      case .incomplete: return ("incomplete", String(decoding: reader.content, as: UTF8.self), start - 1)
      case .complete: return ("complete", String(decoding: reader.content, as: UTF8.self), start - 1)
      case .failed(let error): return (error.code, String(decoding: reader.content, as: UTF8.self), start - 1)
      }
    }
  }

  @Test("of a known length ends with its last byte", arguments: [1, 2, 3, .max])
  func length(_ size: Int) {
    #expect(read("hello, next", .length(5), limit: 5, size: size) == ("complete", "hello", 5))
    #expect(read("hello", .length(5), limit: 5, size: size) == ("complete", "hello", 5))
    #expect(read("hell", .length(5), limit: 5, size: size) == ("incomplete", "hell", 4))
    #expect(read("next", .none, limit: 5, size: size) == ("complete", "", 0))
    #expect(read("next", .length(0), limit: 0, size: size) == ("complete", "", 0))
  }

  @Test("in chunks ends after the trailers", arguments: [1, 2, 3, .max])
  func chunks(_ size: Int) {
    let text = "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
    #expect(read(text, .chunked, limit: 5, size: size) == ("complete", "hello", text.utf8.count))
    #expect(read("\(text)next", .chunked, limit: 5, size: size) == ("complete", "hello", text.utf8.count))
    let cut = String(text.dropLast())
    #expect(read(cut, .chunked, limit: 5, size: size) == ("incomplete", "hello", cut.utf8.count))
    #expect(read("x", .chunked, limit: 5, size: size).outcome == "malformed-chunk-size")
  }

  @Test("stops at the first byte over the limit", arguments: [1, 2, .max])
  func limit(_ size: Int) {
    #expect(read("hello", .length(5), limit: 4, size: size) == ("content-too-large", "", 0))
    #expect(read("hello", .length(.max), limit: 4, size: size).outcome == "content-too-large")
    #expect(read("4\r\nhell\r\n0\r\n\r\n", .chunked, limit: 4, size: size).outcome == "complete")
    #expect(read("4\r\nhell\r\n1\r\no", .chunked, limit: 4, size: size) == ("content-too-large", "hell", 13))
  }

  @Test("that is dropped keeps nothing in memory, and the limit still applies")
  func dropped() {
    #expect(read("hello, next", .length(5), limit: 5, keeps: false) == ("complete", "", 5))
    #expect(read("5\r\nhello\r\n0\r\n\r\n", .chunked, limit: 5, keeps: false) == ("complete", "", 15))
    #expect(read("5\r\nhello\r\n0\r\n\r\n", .chunked, limit: 4, keeps: false).outcome == "content-too-large")
  }

  @Test("reserves no more memory than the limit")
  func reserves() {
    let reader = ContentReader(.length(1 << 40), limit: 1_000, keeps: true, RequestLimits())
    #expect(1_000..<10_000 ~= reader.content.capacity)
    #expect(
      ContentReader(.length(1 << 40), limit: 1_000, keeps: false, RequestLimits()).content.capacity == 0)
    let small = ContentReader(.length(10), limit: 1 << 30, keeps: true, RequestLimits())
    #expect(10..<1_000 ~= small.content.capacity)
  }
}
