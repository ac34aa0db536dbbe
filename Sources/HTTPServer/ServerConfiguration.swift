package import HTTPCore

/// An address on which the server listens.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// A numeric IPv4 or IPv6 address. Port 0 means any free port.
  case internet(host: String, port: UInt16)
  case unixSocket(path: String)

  package var description: String {
    switch self {
    case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unixSocket(let path): "unix:\(path)"
    }
  }
}

/// The limits and deadlines of the transport. docs/threat-model.md gives the reason for each, and compares it
/// with other servers.
package struct ServerConfiguration: Sendable {
  package var addresses: [ListenAddress]
  /// The number of event loops, usually one per core.
  package var loops: Int
  package var requestLimits = RequestLimits()
  /// Whether the server may listen on a port on which another server of the same user listens.
  package var sharesPort = false
  /// The largest number of open connections. nginx's default is 512 to 1,024 for each worker.
  package var maximumConnections = 16_384
  /// The largest number of open connections of one client address. 0 means no limit. Those of
  /// `trustedProxies` aren't limited.
  package var maximumConnectionsPerAddress = 1_024
  /// The proxies whose word is taken for the address of a client.
  package var trustedProxies = TrustedProxies()
  /// Whether programs on this machine have accounts as other clients do. Tests turn it on.
  package var limitsThisMachine = false
  /// How long a client may take from the first byte of a request to the end of its head. Apache's
  /// RequestReadTimeout starts at 20 s; nginx's client_header_timeout is 60 s.
  package var headTimeout: Milliseconds = 10_000
  /// The lowest rate, in bytes per second, at which a client may send content or receive a response. It is
  /// measured over each interval of `bodyGrace` or `writeGrace`. Apache's MinRate is 500.
  package var minimumRate = 500
  /// The interval over which the rate of received content is measured. nginx's client_body_timeout is 60 s
  /// between two reads, however little each one reads.
  package var bodyGrace: Milliseconds = 10_000
  /// The interval over which the rate of a sent response is measured. nginx's send_timeout is 60 s between
  /// two writes, however little each one writes.
  package var writeGrace: Milliseconds = 20_000
  /// The seconds within which a response has to be taken at the latest: the larger it is, the higher the
  /// rate. At `minimumRate` alone, a client could hold 1.5 MB of memory for 50 minutes.
  package var longestDownload = 600
  /// No response has to be taken faster than this, in bytes per second.
  package var highestRate = 32_768
  /// Bytes that may wait in memory for clients, all connections together; half of it for one network. Above
  /// it, a long response is replaced by a 503.
  package var maximumWaitingOutput = 48 << 20
  /// How long a connection may be idle between two requests. nginx allows 75 s, Apache 5 s.
  package var idleTimeout: Milliseconds = 75_000
  /// How long the server reads and drops what the client sends after the last response. Without this, a reset
  /// could destroy that response before the client has read it (RFC 9112 §9.6). nginx's lingering_timeout is
  /// 5 s.
  package var lingerTimeout: Milliseconds = 2_000
  /// Content that no handler reads is read and dropped up to this size, so that the connection can be used
  /// again. With more content the connection is closed. Go's limit is 256 KiB.
  package var discardLimit = 65_536
  /// How long the server, when it stops, waits for an idle connection to send one last request.
  package var drainGrace: Milliseconds = 1_000
  /// Microseconds of answering pipelined requests before others have their turn. One packet can hold a
  /// hundred requests.
  package var longestTurn = 2_000
  package var systemCalls = SystemCalls()

  package init(addresses: [ListenAddress], loops: Int) {
    self.addresses = addresses
    self.loops = loops
  }

  /// The time on the monotonic clock.
  var now: Milliseconds {
    if let milliseconds = systemCalls.milliseconds { return milliseconds() }
    return Clock.milliseconds()
  }

  /// The shortest of the deadlines.
  var shortestDeadline: Milliseconds {
    min(headTimeout, bodyGrace, writeGrace, idleTimeout, lingerTimeout, drainGrace)
  }
}

package typealias Milliseconds = Int

/// A reason why the server can't start.
package enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
  case addressInUse(ListenAddress)
  case notPermitted(ListenAddress)
  case invalidAddress(ListenAddress)
  case cannotListen(ListenAddress, reason: String)
  case systemLimit(reason: String)

  package var description: String {
    switch self {
    case .addressInUse(let address): "\(address) is in use by another program"
    case .notPermitted(let address): "no permission to listen on \(address)"
    case .invalidAddress(let address): "\(address) is not an address of this machine"
    case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
    case .systemLimit(let reason): "the system refused to start an event loop: \(reason)"
    }
  }
}
