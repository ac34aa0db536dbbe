import Directory
import Locking

/// What the server is doing, as far as several threads have to know it.
final class ServiceState: Sendable {
  private struct Values {
    var store: (any DirectoryAdministration)?
    var step: OpeningStep?
    var isDraining = false
    var isStopping = false
  }

  private let values = Guarded(Values())

  /// The store, once it is open. The server listens before that.
  var store: (any DirectoryAdministration)? { values.withLock { $0.store } }

  /// What the start is doing, if it has reported that.
  var step: OpeningStep? { values.withLock { $0.step } }

  /// Whether `/health/ready` says that no further requests should be sent.
  var isDraining: Bool { values.withLock { $0.isDraining } }

  var isStopping: Bool { values.withLock { $0.isStopping } }

  func opened(_ store: any DirectoryAdministration) { values.withLock { $0.store = store } }

  func opening(_ step: OpeningStep) { values.withLock { $0.step = step } }

  /// Returns false if it has begun before.
  func beginDraining() -> Bool {
    values.withLock { values in
      defer { values.isDraining = true }
      return !values.isDraining
    }
  }

  func beginStopping() { values.withLock { $0.isStopping = true } }
}
