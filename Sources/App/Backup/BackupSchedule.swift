import Directory
import Dispatch
import Glibc
import Logging
import Synchronization

/// Backs the database up at intervals, on its own queue.
///
/// The first backup is due when the newest one in the folder is older than the interval. So a server that is
/// restarted again and again does not replace the backups of the last days by those of the last minutes. The
/// folder is read at the start in any case: an error is logged then, and not a day later.
final class BackupSchedule: Sendable {
  private let isStopped = Atomic(false)
  /// Whether a request is waiting for a backup.
  let isRequested = Atomic(false)
  let queue = DispatchQueue(label: "member-directory.backup", qos: .utility)
  let folder: BackupFolder
  let source: any FileBackups
  /// In seconds.
  let interval: Int64
  private let newestTime = Atomic<Int64>(0)
  private let failureCount = Atomic(0)
  private let logger: Logger
  private let prepare: @Sendable () -> Void

  /// - Parameter prepare: runs before each backup, and at the start.
  init(
    _ folder: BackupFolder, of source: any FileBackups, everyHours hours: Int, logger: Logger,
    prepare: @escaping @Sendable () -> Void
  ) {
    self.folder = folder
    self.source = source
    interval = Int64(hours) * 3600
    self.logger = logger
    self.prepare = prepare
  }

  func start() {
    queue.async { [self] in
      begin()
      let wait = secondsUntilDue()
      if wait == 0 {
        backUp()
      } else {
        logger.info("the next backup is due later", metadata: ["seconds": "\(wait)"])
      }
      waitForNext(wait == 0 ? interval : wait)
    }
  }

  /// Records at once, on the schedule's queue, what was revoked. If the database is lost afterwards, the last
  /// backup doesn't bring it back.
  func recordWithdrawals() {
    queue.async { [self] in updateWithdrawals() }
  }

  /// Interrupts a running backup and makes no further one. Returns at once.
  func cancel() { isStopped.store(true, ordering: .relaxed) }

  /// Waits until an interrupted backup has ended, at most until `end`. Returns false if it hasn't.
  func waitUntilStopped(until end: DispatchTime) -> Bool {
    let ended = DispatchSemaphore(value: 0)
    queue.async { ended.signal() }
    return ended.wait(timeout: end) == .success
  }

  /// When the newest backup was made, in Unix seconds; 0 if there is none, or before the folder was read.
  var newest: Int64 { newestTime.load(ordering: .relaxed) }

  /// The number of backups that failed.
  var failures: Int { failureCount.load(ordering: .relaxed) }

  /// Returns 0 if a backup is due, and also if the folder cannot be read.
  private func secondsUntilDue() -> Int64 {
    let now = Int64(time(nil))
    guard let newest = try? folder.backups(of: source, at: now).last else { return 0 }
    newestTime.store(newest.time, ordering: .relaxed)
    return max(0, newest.time + interval - now)
  }

  private func waitForNext(_ seconds: Int64) {
    queue.asyncAfter(deadline: .now() + .seconds(Int(seconds))) { [weak self] in
      guard let self, !isStopped.load(ordering: .relaxed) else { return }
      begin()
      backUp()
      waitForNext(interval)
    }
  }

  /// What is done at each start and before each backup.
  func begin() {
    prepare()
    updateWithdrawals()
  }

  private func updateWithdrawals() {
    do { try WithdrawalsFile(folder: folder.path).update(from: source) } catch {
      logger.error("revoked tokens and erased contacts are not recorded beside the backups: \(error)")
    }
  }

  /// Makes a backup, on the queue. An error is also counted and logged.
  func add() throws -> AddedBackup {
    do {
      let now = Int64(time(nil))
      let backup = try folder.add(source, at: now) { [self] in isStopped.load(ordering: .relaxed) }
      newestTime.store(now, ordering: .relaxed)
      logger.info("backed up", metadata: ["file": "\(backup.file)"])
      for error in backup.notRemoved { logger.warning("an old backup remains: \(error)") }
      return backup
    } catch {
      note(error)
      throw error
    }
  }

  private func backUp() { _ = try? add() }

  private func note(_ error: any Error) {
    if isStopped.load(ordering: .relaxed) {
      logger.notice("the stop has interrupted a backup", metadata: ["folder": "\(folder.path)"])
    } else {
      // The next backup is tried at its usual time.
      failureCount.add(1, ordering: .relaxed)
      logger.error("no backup: \(error)", metadata: ["folder": "\(folder.path)"])
    }
  }
}
