internal import Directory
internal import HTTPCore

/// What requests cost. A unit is about 5 microseconds of a core, the time of a cached response.
///
/// With the default limits a client may send 1,000 requests a second for cached responses, 50 for others and
/// 5 whose queries may take long, and first fifty times as many. A crawler that sends 5 requests a second
/// stays below that.
enum Cost {
  static let cached = 1
  /// Parsing, a query of well under a millisecond, and writing the answer: 60 to 120 microseconds.
  static let fresh = 20
  /// Measured with 100,000 members: 0.4 ms to 1.4 s.
  static let longQuery = 200
  /// A whole list is read and written in pieces, each of which costs what a page does.
  static let wholeList = 200
  /// A write is checked and recorded, and waits for the disk.
  static let write = 40
  /// An import checks and writes up to 100,000 records.
  static let importing = 1_000
}

extension DirectoryResponder {
  /// Takes the cost of a request from the client's account. Throws `tooManyRequests` if nothing is left.
  func charge(_ cost: Int, to account: ClientAccount?, now: Int64) throws(APIError) {
    guard let account, let limit, !account.charge(cost, limit, now: now) else { return }
    throw .access(.tooManyRequests(seconds: account.secondsToWait(limit), limit))
  }

  /// Returns the account that a request with this token is charged to: not that of the network, which
  /// colleagues share with visitors. Nil if the client isn't limited.
  func account(of token: Token?, _ head: RequestHead) -> ClientAccount? {
    guard let token, limit != nil, head.account != nil else { return head.account }
    if let account = tokenAccounts[token.id] { return account }
    let account = ClientAccount()
    tokenAccounts[token.id] = account
    return account
  }
}
