internal import Crypto
internal import Directory
internal import HTTPCore
internal import Synchronization

/// What all event loops share of who may do what: failed tries, and attempts that are under way.
package final class Access: Sendable {
  let tries = FailedTries()
  private let attempts = Mutex<Set<IdempotencyKey>>([])

  package init() {}

  /// False where an attempt with that key is under way.
  func begin(_ key: IdempotencyKey) -> Bool { attempts.withLock { $0.insert(key).inserted } }
  func end(_ key: IdempotencyKey) { attempts.withLock { _ = $0.remove(key) } }
}

/// Wrong tokens by network. No token is ever guessed, with 256 random bits: the limit keeps a guesser from
/// costing more than its share, and its noise out of the log.
final class FailedTries: Sendable {
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

  /// Notes one; the seconds to wait where there were too many, else nil.
  func note(from peer: PeerAddress, at now: Int64) -> Int64? {
    tries.withLock { tries in
      let network = peer.network
      if tries[network] == nil, tries.count >= Self.networks { Self.makeRoom(in: &tries, now) }
      var own = tries[network] ?? Tries(began: now)
      if now - own.began >= Self.windowSeconds || now < own.began { own = Tries(began: now) }
      own.count = min(own.count + 1, Self.allowed + 1)
      tries[network] = own
      return own.count > Self.allowed ? max(1, own.began + Self.windowSeconds - now) : nil
    }
  }

  private static func makeRoom(in tries: inout [PeerAddress: Tries], _ now: Int64) {
    tries = tries.filter { now - $0.value.began < windowSeconds }
    if tries.count >= networks, let oldest = tries.min(by: { $0.value.began < $1.value.began }) {
      tries[oldest.key] = nil
    }
  }
}

/// The text of a token: 256 random bits, of which only the digest is stored.
package enum TokenSecret {
  private static let length = 32
  /// Tells people and secret scanners what it is.
  private static let prefix = "mdt_"
  /// 43 characters of base64url carry 256 bits.
  static let textLength = prefix.utf8.count + 43

  package static func make() -> String {
    // SystemRandomNumberGenerator is getrandom(2) here.
    var generator = SystemRandomNumberGenerator()
    return prefix
      + Base64URL.encode((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  package static func digest(_ text: some Sequence<UInt8>) -> [UInt8] {
    Array(SHA256.hash(data: Array(text)))
  }

  /// In a time that does not depend on where they differ.
  static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(one, other) { difference |= left ^ right }
    return difference == 0
  }
}
