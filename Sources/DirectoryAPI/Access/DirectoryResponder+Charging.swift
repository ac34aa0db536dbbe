internal import Directory
internal import HTTPCore
internal import Representations

extension DirectoryResponder {
  /// Takes the cost of a request from the client's account. Throws `tooManyRequests` if nothing is left.
  func charge(_ cost: Int, to account: ClientAccount?, now: Int64) throws(APIError) {
    guard let account, let limit, !account.charge(cost, limit, now: now) else { return }
    throw .access(.tooManyRequests(seconds: account.secondsToWait(limit), limit))
  }

  /// Returns the account that a request of this person is charged to: not that of the network, which
  /// colleagues share with visitors. Each token has one, which its sessions share. Nil if the client isn't
  /// limited.
  func account(of requester: Requester?, _ head: RequestHead) -> ClientAccount? {
    guard let requester, limit != nil, head.account != nil else { return head.account }
    if let account = tokenAccounts[requester.id] { return account }
    let account = ClientAccount()
    tokenAccounts[requester.id] = account
    return account
  }
}
