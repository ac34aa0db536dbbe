/// What one client may still ask for, in units of cost: a token bucket, which fills up steadily and from
/// which each request takes what it costs.
///
/// Unchecked: only the event loop that made it uses it. So a request that costs almost nothing takes no lock.
package final class ClientAccount: @unchecked Sendable {
  /// What all accounts of a kind have in common.
  package struct Limit: Sendable, Equatable {
    /// Units that are added in a second.
    package let perSecond: Int
    /// The most units that an account can have.
    package let burst: Int

    package init(perSecond: Int, burst: Int) {
      self.perSecond = perSecond
      self.burst = burst
    }
  }

  private var balance = 0
  /// The second at which units were last added; -1 before the first request.
  private var filled: Int64 = -1

  package init() {}

  /// Takes what a request costs. Returns false, and takes nothing, if the account has less than nothing: a
  /// request may cost more than is left, so that one that is dearer than the burst is possible at all.
  @inline(__always)
  package func charge(_ cost: Int, _ limit: Limit, now: Int64) -> Bool {
    if filled != now { fill(limit, now) }
    guard balance > 0 else { return false }
    balance &-= cost
    return true
  }

  private func fill(_ limit: Limit, _ now: Int64) {
    guard filled != -1 else {
      balance = limit.burst
      filled = now
      return
    }
    // An account whose clock was set back gets nothing until it has passed the old time.
    let seconds = max(0, Int(clamping: now - filled))
    let added = seconds.multipliedReportingOverflow(by: limit.perSecond)
    let sum = balance.addingReportingOverflow(added.overflow ? limit.burst : added.partialValue)
    balance = sum.overflow ? limit.burst : min(sum.partialValue, limit.burst)
    filled = max(filled, now)
  }

  /// Returns the seconds until the next request is possible.
  package func secondsToWait(_ limit: Limit) -> Int {
    balance > 0 ? 0 : max(1, (1 - balance + limit.perSecond - 1) / max(1, limit.perSecond))
  }
}
