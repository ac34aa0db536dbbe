package import HTTPCore

/// Where to listen.
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

/// Limits and deadlines of the transport. docs/threat-model.md gives the reason and the precedent of each.
package struct ServerConfiguration: Sendable {
  package var addresses: [ListenAddress]
  /// The number of event loops, usually one per core.
  package var loops: Int
  package var requestLimits = RequestLimits()
  /// Whether the server may listen on a port on which another server of the same user listens.
  package var sharesPort = false
  /// All connections together. nginx's default build stops at 512 to 1,024 per worker.
  package var maximumConnections = 16_384
  /// Connections of one client address; 0 means no limit. Behind a proxy, raise or lift it.
  package var maximumConnectionsPerAddress = 1_024
  /// From a request's first byte to the end of its head. Apache's RequestReadTimeout starts at 20 s, nginx's
  /// client_header_timeout is 60 s.
  package var headTimeout: Milliseconds = 10_000
  /// Bytes per second at which content has to arrive and a response has to be taken, in each stretch of
  /// `bodyGrace` or `writeGrace`. Apache's MinRate is 500.
  package var minimumRate = 500
  /// nginx's client_body_timeout is 60 s between two reads, however little each one reads.
  package var bodyGrace: Milliseconds = 10_000
  /// nginx's send_timeout is 60 s between two writes, however little each one writes.
  package var writeGrace: Milliseconds = 20_000
  /// Between requests. nginx: 75 s; Apache: 5 s.
  package var idleTimeout: Milliseconds = 75_000
  /// How long to read and drop what the client sends after the last response, so that a reset doesn't destroy
  /// that response (RFC 9112 §9.6). nginx's lingering_timeout is 5 s.
  package var lingerTimeout: Milliseconds = 2_000
  /// Content that nothing wants is read and dropped up to this size, to keep the connection. The connection
  /// is closed if there is more. Go: 256 KiB.
  package var discardLimit = 65_536
  /// How long a drain waits for an idle connection to send one more request, which is its last.
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
