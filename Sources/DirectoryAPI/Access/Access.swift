internal import Crypto
internal import Directory
internal import Locking

/// What all event loops share about access: failed tries, and attempts that are being processed.
package final class Access: Sendable {
  let tries = FailedTries()
  let uploads = UploadPlaces()
  let uses = CredentialUse()
  let previews = Previews()
  private let attempts = Guarded<Set<IdempotencyKey>>([])

  package init() {}

  /// Returns false if an attempt with this key is being processed.
  func begin(_ key: IdempotencyKey) -> Bool { attempts.withLock { $0.insert(key).inserted } }
  func end(_ key: IdempotencyKey) { attempts.withLock { _ = $0.remove(key) } }
}
