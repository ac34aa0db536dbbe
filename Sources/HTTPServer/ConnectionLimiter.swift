import HTTPCore
import Locking

/// Counts the connections of all loops, in total and per network: an IPv4 address or an IPv6 /64, of which
/// one client may use every address. It is used when a connection opens and when it closes, never for a
/// request.
final class ConnectionLimiter: Sendable {
  enum Refusal { case total, address }

  private struct Counts {
    var total = 0
    var perNetwork: [PeerAddress: Int] = [:]
  }

  private let counts = Guarded(Counts())
  private let maximum: Int
  /// 0 means no limit.
  private let maximumPerAddress: Int

  /// The connections of a proxy are those of many clients, and aren't limited.
  private let proxies: TrustedProxies

  init(maximum: Int, perAddress: Int, except proxies: TrustedProxies = TrustedProxies()) {
    self.maximum = maximum
    self.proxies = proxies
    maximumPerAddress = perAddress
  }

  /// Counts a connection and returns nil, or returns why there may not be another. A connection that was
  /// counted has to be released.
  func admit(_ peer: PeerAddress) -> Refusal? {
    counts.withLock { counts in
      guard counts.total < maximum else { return .total }
      if isCounted(peer) {
        let count = counts.perNetwork[peer.network, default: 0]
        guard count < maximumPerAddress else { return .address }
        counts.perNetwork[peer.network] = count + 1
      }
      counts.total += 1
      return nil
    }
  }

  func release(_ peer: PeerAddress) {
    counts.withLock { counts in
      counts.total -= 1
      guard isCounted(peer) else { return }
      let left = counts.perNetwork[peer.network, default: 1] - 1
      counts.perNetwork[peer.network] = left > 0 ? left : nil
    }
  }

  private func isCounted(_ peer: PeerAddress) -> Bool {
    maximumPerAddress > 0 && peer != .local && !proxies.contains(peer)
  }

  /// Whether nine tenths of all connections are in use.
  var isAlmostFull: Bool { counts.withLock { $0.total > maximum - maximum / 10 } }

  var total: Int { counts.withLock { $0.total } }

  /// The number of networks that are counted.
  var networks: Int { counts.withLock { $0.perNetwork.count } }
}
