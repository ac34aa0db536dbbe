import Directory
import Dispatch
import Glibc
import Logging
import Synchronization

/// Backs the database up at intervals, on a queue of its own. Begins with the first backup at once, so that a
/// folder that cannot be written shows in the log of the start and not a day later.
final class BackupSchedule: Sendable {
  private let isStopped = Atomic(false)
  private let queue = DispatchQueue(label: "member-directory.backup", qos: .utility)
  private let folder: BackupFolder
  private let source: any FileBackups
  private let interval: DispatchTimeInterval
  private let logger: Logger

  init(_ folder: BackupFolder, of source: any FileBackups, everyHours hours: Int, logger: Logger) {
    self.folder = folder
    self.source = source
    interval = .seconds(hours * 3600)
    self.logger = logger
  }

  func start() {
    queue.async { [self] in
      backUp()
      waitForNext()
    }
  }

  /// Returns when a backup that runs is done.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    queue.sync {}
  }

  private func waitForNext() {
    queue.asyncAfter(deadline: .now() + interval) { [weak self] in
      guard let self, !isStopped.load(ordering: .relaxed) else { return }
      backUp()
      waitForNext()
    }
  }

  private func backUp() {
    do {
      let file = try folder.add(source, at: Int64(time(nil)))
      logger.info("backed up", metadata: ["file": "\(file)"])
    } catch {
      // The next one is tried at its time; whoever watches the log sees it.
      logger.error("no backup: \(error)", metadata: ["folder": "\(folder.path)"])
    }
  }
}
