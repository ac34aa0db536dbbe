package import HTTPCore

/// Where to listen.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// A numeric IPv4 or IPv6 address; port 0 takes any free one.
  case internet(host: String, port: UInt16)
  case unixSocket(path: String)

  package var description: String {
    switch self {
    case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unixSocket(let path): "unix:\(path)"
    }
  }
}

/// Limits and deadlines of the transport; docs/threat-model.md gives each one's reason and precedent.
package struct ServerConfiguration: Sendable {
  package var addresses: [ListenAddress]
  /// Event loops; one per core unless told otherwise.
  package var loops: Int
  package var requestLimits = RequestLimits()
  /// Whether a port that another server of the same user listens on may be listened on too.
  package var sharesPort = false
  /// All connections together. nginx's default build stops at 512 to 1,024 per worker.
  package var maximumConnections = 16_384
  /// Of one client address; 0 is no limit. To be raised, or lifted, behind a proxy.
  package var maximumConnectionsPerAddress = 1_024
  /// From a request's first octet to the end of its head. Apache's RequestReadTimeout starts at 20 s,
  /// nginx's client_header_timeout is 60 s.
  package var headTimeout: Milliseconds = 10_000
  /// Octets a second that content has to arrive at, and a response has to be taken at, over each stretch of
  /// `bodyGrace` or `writeGrace`. Apache's MinRate is 500.
  package var minimumRate = 500
  /// nginx's client_body_timeout is 60 s between two reads, however little each brings.
  package var bodyGrace: Milliseconds = 10_000
  /// nginx's send_timeout is 60 s between two writes, however little each takes.
  package var writeGrace: Milliseconds = 20_000
  /// Between requests. nginx: 75 s; Apache: 5 s.
  package var idleTimeout: Milliseconds = 75_000
  /// After a refusal, how long to read and drop what the client still sends, so that the answer is not lost
  /// to a reset (RFC 9112 §9.6). nginx's lingering_timeout is 5 s.
  package var lingerTimeout: Milliseconds = 2_000
  /// Content that nobody asked for is read and dropped up to this size, to keep the connection; above it the
  /// connection is closed. Go: 256 KiB.
  package var discardLimit = 65_536
  /// How long an idle connection may take up the drain with its next request, which is then its last.
  package var drainGrace: Milliseconds = 1_000
  package var systemCalls = SystemCalls()

  package init(addresses: [ListenAddress], loops: Int) {
    self.addresses = addresses
    self.loops = loops
  }

  /// The shortest time that any deadline allows.
  var shortestDeadline: Milliseconds {
    min(headTimeout, bodyGrace, writeGrace, idleTimeout, lingerTimeout, drainGrace)
  }
}

package typealias Milliseconds = Int

/// What keeps a server from starting.
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
    case .invalidAddress(let address): "\(address) is no address of this machine"
    case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
    case .systemLimit(let reason): "the system refused to start an event loop: \(reason)"
    }
  }
}
