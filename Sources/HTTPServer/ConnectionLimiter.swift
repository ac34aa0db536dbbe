import HTTPCore
import Synchronization

/// Counts the connections of all loops, in total and per client address. It is used when a connection opens
/// and when it closes, never for a request.
final class ConnectionLimiter: Sendable {
  enum Refusal { case total, address }

  private struct Counts {
    var total = 0
    var perAddress: [PeerAddress: Int] = [:]
  }

  private let counts = Mutex(Counts())
  private let maximum: Int
  /// 0 means no limit.
  private let maximumPerAddress: Int

  init(maximum: Int, perAddress: Int) {
    self.maximum = maximum
    maximumPerAddress = perAddress
  }

  /// Counts a connection and returns nil, or returns why there may not be another. A connection that was
  /// counted has to be released.
  func admit(_ peer: PeerAddress) -> Refusal? {
    counts.withLock { counts in
      guard counts.total < maximum else { return .total }
      if maximumPerAddress > 0, peer != .local {
        let count = counts.perAddress[peer, default: 0]
        guard count < maximumPerAddress else { return .address }
        counts.perAddress[peer] = count + 1
      }
      counts.total += 1
      return nil
    }
  }

  func release(_ peer: PeerAddress) {
    counts.withLock { counts in
      counts.total -= 1
      guard maximumPerAddress > 0, peer != .local else { return }
      let left = counts.perAddress[peer, default: 1] - 1
      counts.perAddress[peer] = left > 0 ? left : nil
    }
  }

  var total: Int { counts.withLock { $0.total } }
}
