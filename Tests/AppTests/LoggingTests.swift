import Foundation
import Glibc
import Locking
import Logging
import Testing

@testable import App

/// A log output that keeps what is written to it.
final class Written: Sendable {
  private let chunks = Guarded<[[UInt8]]>([])

  var output: LogOutput {
    LogOutput { bytes in self.chunks.withLock { $0.append(bytes) } }
  }
  var writes: Int { chunks.withLock { $0.count } }
  var text: String { String(decoding: chunks.withLock { Array($0.joined()) }, as: UTF8.self) }
}

@Suite("Log lines")
struct LoggingTests {
  /// 2026-05-01T12:34:56.789Z
  static let moment = Timestamp(unixMilliseconds: 1_777_638_896_789)

  private func logger(_ format: LogFormat, _ written: Written) -> Logger {
    Logger(label: "test") { _ in
      LineLogHandler(
        LogSettings(.init(level: .info, format: format, logsRequests: true)), output: written.output,
        now: { Self.moment })
    }
  }

  @Test(
    "times are RFC 3339 in UTC with milliseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_777_638_896_789, "2026-05-01T12:34:56.789Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
      (-1, "1969-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func timestamps(milliseconds: Int64, text: String) {
    var line = LineBuffer(capacity: 32)
    line.append(Timestamp(unixMilliseconds: milliseconds))
    #expect(String(decoding: line.bytes, as: UTF8.self) == text)
  }

  @Test(
    "numbers are written as Swift writes them",
    arguments: [0, 7, 10, 99, 100, 65_535, -1, -10, .max, .min])
  func decimals(number: Int) {
    var line = LineBuffer(capacity: 32)
    line.append(decimal: number)
    #expect(String(decoding: line.bytes, as: UTF8.self) == String(number))
  }

  @Test("a line of text has the time, the level, the message and sorted metadata")
  func text() {
    let written = Written()
    logger(.text, written).warning("Vi følger \"Løten\"\nnå", metadata: ["port": "80\"80", "a": "1"])
    #expect(
      written.text
        == "2026-05-01T12:34:56.789Z warning  Vi følger \"Løten\"\\nnå a=\"1\" port=\"80\\\"80\"\n")
    #expect(written.writes == 1)
  }

  @Test("a line of JSON is one object, whatever the message contains")
  func json() throws {
    let written = Written()
    let message = "a\n\"b\"\\ \u{7f}\u{9b}31m\u{202e} æøå 🇳🇴 \u{0}"
    logger(.json, written).error(
      "\(message)", metadata: ["list": ["x", "y"], "tree": ["leaf": "\r"], "n": .stringConvertible(3)])
    #expect(written.text.utf8.filter { $0 == 0x0A }.count == 1)
    #expect(
      !written.text.unicodeScalars.dropLast().contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    )
    let line = try #require(
      try JSONSerialization.jsonObject(with: Data(written.text.utf8)) as? [String: Any])
    #expect(line["message"] as? String == message)
    #expect(line["time"] as? String == "2026-05-01T12:34:56.789Z")
    #expect(line["level"] as? String == "error")
    let metadata = try #require(line["metadata"] as? [String: Any])
    #expect(metadata["list"] as? [String] == ["x", "y"])
    #expect(metadata["tree"] as? [String: String] == ["leaf": "\r"])
    #expect(metadata["n"] as? String == "3")
  }

  @Test("a message below the level is not written")
  func level() {
    let written = Written()
    logger(.text, written).debug("quiet")
    #expect(written.writes == 0)
  }

  @Test("a line for a closed pipe is lost, and the program continues")
  func closedPipe() {
    ShutdownSignals.ignore([SIGPIPE])
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    close(ends[0])
    LogOutput(descriptor: ends[1]).write(Array("lost\n".utf8))
    close(ends[1])
    LogOutput(descriptor: ends[1]).write(Array("lost too\n".utf8))
  }
}
