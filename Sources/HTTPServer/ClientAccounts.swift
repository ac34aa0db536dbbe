import HTTPCore

/// The accounts of a loop's clients, one for each network: an IPv4 address or an IPv6 /64.
///
/// Each loop has its own, so no request waits for another loop. A client whose connections are on several
/// loops has an account on each.
struct ClientAccounts {
  /// Some 100 bytes each. Beyond it, the accounts that were used longest ago are forgotten: an attacker with
  /// more networks than this is limited by connections only.
  static let limit = 16_384

  private let limitsThisMachine: Bool
  private var accounts: [PeerAddress: (account: ClientAccount, used: Int64)] = [:]

  init(limitsThisMachine: Bool = false) { self.limitsThisMachine = limitsThisMachine }

  var count: Int { accounts.count }

  /// Returns the account of the client's network, or nil for a program on this machine, which could take the
  /// machine's time without the server as well, unless `limitsThisMachine`.
  mutating func account(of client: PeerAddress, now: Int64) -> ClientAccount? {
    guard limitsThisMachine || !client.isThisMachine else { return nil }
    let network = client.network
    if let known = accounts[network]?.account {
      accounts[network]?.used = now
      return known
    }
    if accounts.count >= Self.limit { forgetOldest() }
    let account = ClientAccount()
    accounts[network] = (account, now)
    return account
  }

  /// Forgets a quarter of the accounts.
  private mutating func forgetOldest() {
    let oldest = accounts.sorted { $0.value.used < $1.value.used }.prefix(Self.limit / 4)
    for entry in oldest { accounts[entry.key] = nil }
  }
}
