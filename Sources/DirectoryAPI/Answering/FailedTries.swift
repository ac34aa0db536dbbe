internal import HTTPCore
internal import Synchronization

/// Wrong tokens by network. No token is ever guessed, with 256 random bits: the delay and the limit keep a
/// guesser from costing more than its share, and its noise out of the log.
final class FailedTries: Sendable {
  enum Verdict: Equatable {
    case told
    /// Told after a while.
    case slowed(milliseconds: Int)
    /// At once: to hold the connection of someone who is told to wait would cost us, not them.
    case refused(seconds: Int64)
  }

  /// Who has copied a token wrongly finds out without a wait.
  static let told = 3
  /// Then each waits twice as long as the one before; OpenSSH waits some 3 s whatever happens.
  static let firstDelay = 125
  static let longestDelay = 1_000
  /// fail2ban's and OpenSSH's usual limits are 5 and 6 tries.
  static let allowed = 10
  static let windowSeconds: Int64 = 60
  /// Some 300 KiB of them. Beyond it the oldest goes: who has that many networks is not kept out by this.
  static let networks = 4096

  private struct Tries {
    var count = 0
    var began: Int64
  }
  private let tries = Mutex<[PeerAddress: Tries]>([:])

  /// Notes one, and says how it is answered.
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
      guard own.count > Self.told else { return .told }
      return .slowed(
        milliseconds: min(Self.longestDelay, Self.firstDelay << (own.count - Self.told - 1)))
    }
  }

  private static func makeRoom(in tries: inout [PeerAddress: Tries], _ now: Int64) {
    tries = tries.filter { now - $0.value.began < windowSeconds }
    if tries.count >= networks, let oldest = tries.min(by: { $0.value.began < $1.value.began }) {
      tries[oldest.key] = nil
    }
  }
}
