import Glibc
import HTTPCore

/// Asks a running server whether it is ready. It has its own HTTP client, so that the container image doesn't
/// need curl.
package struct HealthCheck: Sendable {
  package enum Target: Sendable, Equatable {
    case tcp(host: String, port: Int)
    case unixSocket(String)
  }

  package let target: Target
  package let path: String
  package let timeoutSeconds: Double

  package static let readinessPath = "/health/ready"

  package init(target: Target, path: String = readinessPath, timeoutSeconds: Double) {
    self.target = target
    self.path = path
    self.timeoutSeconds = timeoutSeconds
  }

  /// Asks the server that these settings start: at its Unix socket if it has one, else at its port. If the
  /// server listens on every address, the check uses the loopback address.
  package init(_ settings: Settings.HTTP, timeoutSeconds: Double) {
    if let path = settings.unixSocket {
      self.init(target: .unixSocket(path), timeoutSeconds: timeoutSeconds)
    } else {
      let host =
        switch settings.host {
        case "0.0.0.0", "localhost": "127.0.0.1"
        case "::": "::1"
        default: settings.host
        }
      self.init(target: .tcp(host: host, port: settings.port), timeoutSeconds: timeoutSeconds)
    }
  }

  package struct Failure: CommandError, Equatable {
    package let description: String
    package var exitStatus: ExitStatus { .negative }
  }

  /// Returns a line that says which server is ready, and throws a line that says why it isn't.
  package func run() throws(Failure) -> String {
    let clock = ContinuousClock()
    let start = clock.now
    let answer: [UInt8]
    do {
      answer = try ask(until: start + .seconds(timeoutSeconds))
    } catch {
      throw Failure(description: "not ready: \(url): \(error)")
    }
    guard let status = Self.status(of: answer) else {
      throw Failure(description: "not ready: \(url): the answer is not HTTP/1.1")
    }
    guard status == 200 else { throw Failure(description: "not ready: \(url): status \(status)") }
    let milliseconds = start.duration(to: clock.now) / .milliseconds(1)
    return "ready: \(url) in \(Int(milliseconds.rounded())) ms"
  }

  /// Returns the number that the three digits of `HTTP/1.1 200` form, or nil if the answer begins otherwise.
  static func status(of answer: [UInt8]) -> Int? {
    let prefix = Array("HTTP/1.".utf8)
    guard answer.count >= 12, answer.starts(with: prefix), answer[8] == Byte.space else { return nil }
    let digits = answer[9..<12]
    guard digits.allSatisfy(Byte.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
  }

  private var url: String {
    switch target {
    case .tcp(let host, let port): "http://\(Self.authority(host, port))\(path)"
    case .unixSocket(let socket): "\(socket) \(path)"
    }
  }

  private static func authority(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private func ask(until deadline: ContinuousClock.Instant) throws(SocketError) -> [UInt8] {
    let socket = try ClientSocket.connect(to: target, until: deadline)
    let host =
      switch target {
      case .tcp(let host, let port): Self.authority(host, port)
      case .unixSocket: "localhost"
      }
    let request =
      "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nUser-Agent: member-directory-check-health\r\n"
      + "Accept: application/json\r\nConnection: close\r\n\r\n"
    try socket.send(Array(request.utf8), until: deadline)
    // The start of the status line is enough. Reading to the end would take forever if the server never
    // stopped sending.
    return try socket.receive(atLeast: 12, until: deadline)
  }
}

extension HealthCheck {
  /// Accepts `http://HOST[:PORT][/path]` and returns nil for anything else, also for https, because the
  /// server doesn't speak TLS.
  package init?(url: String, timeoutSeconds: Double) {
    let scheme = "http://"
    guard url.hasPrefix(scheme) else { return nil }
    let rest = url.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    guard let (host, port) = Self.hostAndPort(authority), IPAddress.isAddress(host),
      path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    self.init(
      target: .tcp(host: host, port: port), path: path.isEmpty ? Self.readinessPath : String(path),
      timeoutSeconds: timeoutSeconds)
  }

  private static func hostAndPort(_ authority: Substring) -> (String, Int)? {
    let host: Substring
    var rest: Substring
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[..<end].dropFirst()
      rest = authority[end...].dropFirst()
    } else {
      host = authority.prefix { $0 != ":" }
      rest = authority.dropFirst(host.count)
    }
    guard !host.isEmpty else { return nil }
    if rest.isEmpty { return (String(host), 80) }
    guard rest.popFirst() == ":", rest.utf8.allSatisfy(Byte.isDigit), let port = Int(rest),
      (1...65_535).contains(port)
    else { return nil }
    return (host == "localhost" ? "127.0.0.1" : String(host), port)
  }
}
