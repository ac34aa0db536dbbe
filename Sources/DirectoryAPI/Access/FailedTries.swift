internal import HTTPCore
internal import Locking

/// Counts wrong tokens by network.
///
/// A token has 256 random bits, so it can't be guessed. The delay and the limit prevent a client that tries
/// it from using more than its share of the server, and from filling the log.
final class FailedTries: Sendable {
  enum Verdict: Equatable {
    /// The error is sent at once.
    case immediate
    /// The error is sent after this time.
    case slowed(milliseconds: Int)
    /// Further tries are refused for this time. The refusal is sent at once: holding the connection would
    /// cost the server, not the client.
    case refused(seconds: Int64)
  }

  /// Tries without a delay, for someone who has copied a token incompletely.
  static let immediate = 3
  /// After those, each try waits twice as long as the one before. OpenSSH always waits about 3 s.
  static let firstDelay = 125
  static let longestDelay = 1_000
  /// The default limits of fail2ban and OpenSSH are 5 and 6 tries.
  static let allowed = 10
  static let windowSeconds: Int64 = 60
  /// About 300 KiB. Beyond it the oldest is forgotten: an attacker with more networks than this is not
  /// limited.
  static let networks = 4096

  private struct Tries {
    var count = 0
    var began: Int64
  }
  private let tries = Guarded<[PeerAddress: Tries]>([:])

  /// Counts a failed try, and returns how to respond to it.
  func note(from peer: PeerAddress, at now: Int64) -> Verdict {
    tries.withLock { tries in
      let network = peer.network
      if tries[network] == nil, tries.count >= Self.networks { Self.makeRoom(in: &tries, now) }
      var own = tries[network] ?? Tries(began: now)
      if now - own.began >= Self.windowSeconds || now < own.began { own = Tries(began: now) }
      own.count = min(own.count + 1, Self.allowed + 1)
      tries[network] = own
      guard own.count <= Self.allowed else {
        return .refused(seconds: max(1, own.began + Self.windowSeconds - now))
      }
      guard own.count > Self.immediate else { return .immediate }
      return .slowed(
        milliseconds: min(Self.longestDelay, Self.firstDelay << (own.count - Self.immediate - 1)))
    }
  }

  private static func makeRoom(in tries: inout [PeerAddress: Tries], _ now: Int64) {
    tries = tries.filter { now - $0.value.began < windowSeconds }
    if tries.count >= networks, let oldest = tries.min(by: { $0.value.began < $1.value.began }) {
      tries[oldest.key] = nil
    }
  }
}
