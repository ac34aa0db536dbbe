import Directory
import Dispatch
import Locking
import Logging

/// Logs every few seconds what a long start is doing, until the store is open.
final class StartProgress: Sendable {
  private static let seconds = 3

  private let step = Guarded<OpeningStep?>(nil)
  private let logger: Logger
  private let begin = ContinuousClock.now
  private let queue = DispatchQueue(label: "member-directory.start")

  init(_ logger: Logger) {
    self.logger = logger
    logLater()
  }

  private func logLater() {
    queue.asyncAfter(deadline: .now() + .seconds(Self.seconds)) { [weak self] in
      guard let self else { return }
      log()
      logLater()
    }
  }

  func show(_ step: OpeningStep) { self.step.withLock { $0 = step } }

  private func log() {
    let seconds = ContinuousClock.now - begin
    logger.notice(
      "still starting",
      metadata: [
        "step": "\(Self.text(of: step.withLock { $0 }))", "seconds": "\(seconds.components.seconds)",
      ])
  }

  static func text(of step: OpeningStep?) -> String {
    switch step {
    case nil: "opening the database"
    case .migration(let number, let count): "migration \(number) of \(count)"
    case .indexing(let done, let count):
      "indexing for search: \(done) of \(count) rows (\(count > 0 ? done * 100 / count : 100) %)"
    }
  }
}
