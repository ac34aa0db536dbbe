import Directory
import Dispatch
import Logging
import Synchronization

/// Brings up to date who is a member, at the start and whenever a day begins in the time zone of the
/// directory.
final class MembershipDays: Sendable {
  private let isStopped = Atomic(false)
  private let queue = DispatchQueue(label: "member-directory.day", qos: .utility)
  private let zone: TimeZone
  private let clock: @Sendable () -> Int64
  private let logger: Logger

  /// Another program may change the clock, and a machine may sleep, so the day is looked at this often.
  private static let seconds = 60

  init(_ zone: TimeZone, logger: Logger, clock: @escaping @Sendable () -> Int64 = { Timestamp.now.second }) {
    (self.zone, self.logger, self.clock) = (zone, logger, clock)
  }

  /// Brings the store up to date before the first request. Returns false if it can't now, because another
  /// process writes: `start` then tries again.
  func begin(_ store: any DirectoryAdministration, database path: String) throws(StartupError) -> Bool {
    do { try store.updateMembership() } catch {
      guard case .busy = error else { throw StartupError(error, database: path) }
      logger.warning("who is a member today is brought up to date later, because another process writes")
      return false
    }
    return true
  }

  /// Looks at the day from now on until `cancel`.
  ///
  /// - Parameter isCurrent: whether the store is up to date today.
  func start(_ store: any DirectoryAdministration, isCurrent: Bool) {
    wait(store, isCurrent ? zone.day(at: clock()) : "")
  }

  /// Stops looking. Returns at once.
  func cancel() { isStopped.store(true, ordering: .relaxed) }

  private func wait(_ store: any DirectoryAdministration, _ day: String) {
    let seconds = min(Self.seconds, zone.secondsLeft(at: clock()))
    queue.asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
      guard let self, !isStopped.load(ordering: .relaxed) else { return }
      wait(store, look(store, day))
    }
  }

  /// Updates the store if another day than the given one has begun. Returns the day that the store is now at.
  func look(_ store: any DirectoryAdministration, _ day: String) -> String {
    let today = zone.day(at: clock())
    guard today != day else { return day }
    do {
      let count = try store.updateMembership()
      guard count > 0 else { return today }
      logger.notice("members have joined or left", metadata: ["day": "\(today)", "members": "\(count)"])
      return today
    } catch {
      logger.warning("who is a member today could not be brought up to date, and is tried again: \(error)")
      return day
    }
  }
}
