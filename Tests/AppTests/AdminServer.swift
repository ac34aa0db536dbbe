import Foundation
import TestSupport
import Testing

@testable import App

/// A server with an admin listener on a free port.
final class AdminServer {
  let directory: RunningDirectory
  let port: UInt16

  init(_ settings: [String: String] = [:], in folder: TemporaryFolder? = nil) throws {
    directory = try RunningDirectory(
      ["admin.enabled": "true", "admin.port": "0"].merging(settings) { $1 }, in: folder)
    port = try #require(Self.port(in: directory.log.lines))
  }

  /// Returns the port from the line that the listener logs when it opens.
  static func port(in lines: [String]) -> UInt16? {
    let line = lines.first { $0.contains("the admin listener is open") }
    return line?.split(separator: "127.0.0.1:", maxSplits: 1).last.flatMap {
      UInt16($0.prefix { $0.isNumber })
    }
  }

  func ask(_ method: String, _ target: String, _ fields: [String] = [], host: String = "127.0.0.1")
    throws -> RawResponse
  {
    try Self.ask(method, target, fields, host: host, on: RawClient(port: port))
  }

  static func ask(
    _ method: String, _ target: String, _ fields: [String] = [], host: String = "127.0.0.1",
    on client: RawClient
  ) throws -> RawResponse {
    let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)"] + fields + ["Connection: close", "", ""]
    client.send(lines.joined(separator: "\r\n"))
    return try #require(try client.readResponse(toHead: method == "HEAD"), "closed without an answer")
  }

  func metrics() throws -> Metrics {
    let response = try ask("GET", "/metrics")
    #expect(response.status == 200)
    return Metrics(response.text)
  }
}

/// Metrics in the text format, as a scraper reads them.
struct Metrics {
  struct Sample {
    let name: String
    let labels: [String: String]
    let value: Double
  }

  let text: String
  let samples: [Sample]

  init(_ text: String) {
    self.text = text
    samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap(Self.sample)
  }

  private static func sample(_ line: Substring) -> Sample? {
    guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
      return nil
    }
    let series = line[..<space]
    let parts = series.split(separator: "{", maxSplits: 1)
    let pairs = parts.count > 1 ? parts[1].dropLast().split(separator: ",") : []
    let labels = pairs.map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1)
      return (String(halves[0]), String(halves[1].dropFirst().dropLast()))
    }
    return Sample(name: String(parts[0]), labels: Dictionary(labels) { $1 }, value: value)
  }

  /// Returns the sum of the samples with these labels, or nil if there is none.
  func sum(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    let found = samples.filter { sample in
      sample.name == "member_directory_" + name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
    }
    return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
  }

  var routes: Set<String> { Set(samples.compactMap { $0.labels["route"] }) }
}
