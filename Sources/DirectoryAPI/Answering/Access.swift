internal import Crypto
internal import Directory
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
