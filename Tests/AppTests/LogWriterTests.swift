import Dispatch
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import App

@Suite("The thread that writes the log")
struct LogWriterTests {
  /// An output that blocks until it is opened.
  private final class Gate: Sendable {
    let entered = DispatchSemaphore(value: 0)
    let opened = DispatchSemaphore(value: 0)
    let written = Written()

    var output: LogOutput {
      LogOutput { [self] bytes in
        entered.signal()
        opened.wait()
        written.output.write(bytes)
      }
    }
  }

  private func report(_ count: Int) -> [UInt8] { Array("dropped \(count)\n".utf8) }

  @Test("lines that fit are written in their order, and nothing is reported")
  func order() {
    let written = Written()
    let writer = LogWriter(to: written.output, report: report)
    for number in 0..<1_000 { writer.output.write(Array("\(number)\n".utf8)) }
    writer.close(within: .seconds(60))
    #expect(written.text == (0..<1_000).map { "\($0)\n" }.joined())
  }

  @Test("if the output blocks, adding returns at once, and the dropped lines are reported in their place")
  func drops() {
    let gate = Gate()
    let writer = LogWriter(to: gate.output, capacity: 12, report: report)
    writer.output.write(Array("first\n".utf8))
    gate.entered.wait()
    for line in ["second\n", "a\nb\nc\n", "third\n", "d\n"] { writer.output.write(Array(line.utf8)) }
    for _ in 0..<10 { gate.opened.signal() }
    writer.flush(within: .seconds(60))
    writer.output.write(Array("last\n".utf8))
    writer.close(within: .seconds(60))
    #expect(gate.written.text == "first\nsecond\nd\ndropped 4\nlast\n")
  }

  @Test("a flush of an output that blocks ends at its limit")
  func limit() {
    let gate = Gate()
    let writer = LogWriter(to: gate.output, report: report)
    writer.output.write(Array("line\n".utf8))
    #expect(!writer.flush(within: .milliseconds(1)))
    for _ in 0..<10 { gate.opened.signal() }
    writer.close(within: .seconds(60))
    #expect(gate.written.text == "line\n")
  }

  @Test("the report of drops is a line of the log, at every level", arguments: [LogFormat.json, .text])
  func reportLine(format: LogFormat) {
    let settings = LogSettings(.init(level: .critical, format: format, logsRequests: false))
    let line = String(decoding: settings.reportOfDrops(17), as: UTF8.self)
    #expect(line.hasSuffix("\n"))
    #expect(line.contains("warning"))
    #expect(line.contains("the log was not read, so lines were dropped"))
    #expect(line.contains(format == .json ? #""lines":"17""# : #"lines="17""#))
  }

  @Test("a server whose log nobody reads answers 5,000 requests, and then reports the lines that it dropped")
  func unreadLog() throws {
    let folder = try TemporaryFolder()
    let server = try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", folder.file("d.sqlite")], in: folder)
    let client = try RawClient(port: server.port())
    // From here on the test doesn't read standard error. Dot segments make the lines long.
    let target = String(repeating: "/.", count: 400) + "/health/live"
    let requests = String(repeating: RunningDirectory.request("GET", target), count: 50)
    for _ in 0..<100 {
      client.send(requests)
      for _ in 0..<50 { #expect(try client.readResponse()?.status == 200) }
    }
    let line = try server.line(with: "lines were dropped")
    #expect(line.contains(#""level":"warning""#))
    server.signal(SIGTERM)
    let ended = try server.end()
    #expect(ended.status == 0)
    #expect(ended.errors.contains { $0.contains("\"stopped\"") })
    #expect(ended.errors.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }

  @Test("a stop ends although nobody reads the log")
  func stopWithUnreadLog() throws {
    let folder = try TemporaryFolder()
    let server = try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", folder.file("d.sqlite")], in: folder)
    let client = try RawClient(port: server.port())
    let target = String(repeating: "/.", count: 400) + "/health/live"
    for _ in 0..<40 {
      client.send(String(repeating: RunningDirectory.request("GET", target), count: 50))
      for _ in 0..<50 { #expect(try client.readResponse()?.status == 200) }
    }
    server.signal(SIGTERM)
    #expect(try server.endUnread() == 0)
  }
}
