import Directory
import DirectoryAPI
import Dispatch
import Glibc
import Logging
import Synchronization

/// Publishes draft changes at their time, on its own queue.
///
/// It looks for them every two seconds: one lookup in an index that is empty as a rule. So it notices what
/// other processes have scheduled, a restore and a clock that was changed. What was due while no server ran
/// is published after the start.
final class PublishingSchedule: Sendable {
  private static let seconds = 2
  /// How many are published before it looks whether it has to stop.
  private static let mostAtOnce = 100

  private let queue = DispatchQueue(label: "member-directory.publishing", qos: .utility)
  private let isStopped = Atomic(false)
  private let stop = DispatchSemaphore(value: 0)
  private let settings: APISettings
  private let logger: Logger

  init(_ settings: APISettings, _ logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  func start(_ store: any DirectoryStore) {
    queue.async { [self] in run(store) }
  }

  /// Publishes nothing further. Returns at once.
  func cancel() {
    isStopped.store(true, ordering: .relaxed)
    stop.signal()
  }

  private func run(_ store: any DirectoryStore) {
    let publications = DuePublications(store, settings: settings)
    var reader: (any DirectoryReader)?
    var lastError: DirectoryError?
    while !isStopped.load(ordering: .relaxed) {
      do throws(DirectoryError) {
        if reader == nil { reader = try store.makeReader() }
        let now = Int64(time(nil))
        let due = try reader?.staff.draftChangesDue(at: now, limit: Self.mostAtOnce) ?? []
        for id in due where !isStopped.load(ordering: .relaxed) { try publish(id, publications) }
        lastError = nil
        if due.count == Self.mostAtOnce { continue }
      } catch {
        // The same error again and again is logged once. The next look is soon.
        if error != lastError, !isStopped.load(ordering: .relaxed) {
          logger.error("draft changes could not be published at their time: \(error)")
        }
        lastError = error
      }
      _ = stop.wait(timeout: .now() + .seconds(Self.seconds))
    }
  }

  private func publish(_ id: Int64, _ publications: DuePublications) throws(DirectoryError) {
    switch try publications.publish(id) {
    case .published(let key):
      logger.notice(
        "published a draft change at its time",
        metadata: ["draftChange": "\(id)", "type": "\(key.type.rawValue)", "slug": "\(key.slug)"])
    case .refused(let key, let problem):
      logger.warning(
        "a draft change could not be published at its time, and is a draft again: \(problem)",
        metadata: ["draftChange": "\(id)", "type": "\(key.type.rawValue)", "slug": "\(key.slug)"])
    case .none: break
    }
  }
}
