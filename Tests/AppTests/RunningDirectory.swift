import Directory
import Dispatch
import Foundation
import HTTPServer
import Locking
import TestSupport
import Testing

@testable import App

/// A server such as `serve` starts, on a free port and with a database of its own.
final class RunningDirectory {
  let folder: TemporaryFolder
  let log: CapturedLog
  let port: UInt16
  private let program: MemberDirectory

  /// Starts the server with two event loops, so that tests notice data that loops fail to share. A second
  /// server in the same folder uses the database of the first.
  ///
  /// - Parameter settings: values of settings, by key.
  init(_ settings: [String: String] = [:], in folder: TemporaryFolder? = nil) throws {
    let folder = try folder ?? TemporaryFolder()
    let log = CapturedLog()
    var values = [
      "http.port": "0", "http.loops": "2", "admin.enabled": "false", "log.format": "json",
      "database.path": folder.file("directory.sqlite"),
    ]
    values.merge(settings) { $1 }
    let flags = values.map { SettingFlag("--test", $0.key, $0.value) }
    let program = MemberDirectory(
      try ResolvedSettings(SettingsSources(flags: flags)), output: LogOutput { log.append($0) })
    let ports = try program.start().compactMap { address -> UInt16? in
      guard case .internet(_, let port) = address else { return nil }
      return port
    }
    let port = try #require(ports.first)
    (self.folder, self.log, self.program, self.port) = (folder, log, program, port)
  }

  deinit { program.stop() }

  /// Stops the server, and returns when all requests are answered.
  func stop() { program.stop() }

  func client() throws -> RawClient { try RawClient(port: port) }

  /// Sends one request on a connection of its own. Each of `fields` is a line of the head.
  func ask(_ method: String, _ target: String, _ fields: String...) throws -> RawResponse {
    try ask(method, target, fields)
  }

  func ask(_ method: String, _ target: String, _ fields: [String]) throws -> RawResponse {
    let client = try client()
    client.send(Self.request(method, target, fields + ["Connection: close"]))
    let answer = try #require(try client.readResponse(toHead: method == "HEAD"), "closed without an answer")
    // The answers of all tests are compared with the description of the API.
    let faults = try DescribedAPI.shared.get().faults(method, target, answer)
    #expect(faults == [], "\(method) \(target)")
    return answer
  }

  func get(_ target: String, _ fields: String...) throws -> RawResponse { try ask("GET", target, fields) }

  static func request(_ method: String, _ target: String, _ fields: [String] = []) -> String {
    let lines = ["\(method) \(target) HTTP/1.1", "Host: directory.test"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }
}

/// Keeps what the program logs.
final class CapturedLog: Sendable {
  private let bytes = Guarded<[UInt8]>([])
  private let added = DispatchSemaphore(value: 0)

  func append(_ line: [UInt8]) {
    bytes.withLock { $0 += line }
    added.signal()
  }

  /// Waits for a line that contains `text`. Returns false if none comes within a minute.
  func hasLine(with text: String) -> Bool {
    while !lines.contains(where: { $0.contains(text) }) {
      guard added.wait(timeout: .now() + 60) == .success else { return false }
    }
    return true
  }

  var lines: [String] {
    bytes.withLock { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) }
  }
}

extension RawResponse {
  var json: JSONValue { get throws { try JSONParser.parse(content) } }

  /// The fields that don't change from one answer to the next. The date of the last change is sent when its
  /// second is over, so the first answers after a start may not have it.
  var lastingFields: [String] {
    fields.filter { !["date", "x-request-id", "connection", "last-modified"].contains($0.name) }
      .map { "\($0.name): \($0.value)" }
  }
}

extension JSONValue {
  /// The slugs of a list's items.
  var slugs: [String] { self["items"]?.items.compactMap { $0["slug"]?.string } ?? [] }
}
