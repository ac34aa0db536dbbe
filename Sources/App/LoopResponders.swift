import Directory
import DirectoryAPI
import HTTPCore
import Synchronization

/// The store, once it is open. The server listens before that.
final class OpenedStore: Sendable {
  private let opened = Mutex<(any DirectoryAdministration)?>(nil)

  var store: (any DirectoryAdministration)? { opened.withLock { $0 } }

  func set(_ store: any DirectoryAdministration) { opened.withLock { $0 = store } }
}

/// Makes the responder of each loop. Before the store is open, it makes responders that say so.
final class LoopResponders: Sendable {
  private let settings: APISettings
  private let service = Mutex<(store: any DirectoryStore, workers: QueryWorkers)?>(nil)
  private let access = Access()
  private let largeAnswers: LargeAnswers
  private let dates = ModificationDates(startedAt: Timestamp.now.unixMilliseconds / 1000)
  private let hasWatcher = Atomic(false)

  /// - Parameter folder: the folder for temporary files.
  init(_ settings: APISettings, folder: String) {
    self.settings = settings
    largeAnswers = LargeAnswers(folder: folder)
  }

  /// Makes all responders that are made from now on use this store.
  func use(_ store: any DirectoryStore) {
    // As many long queries at once as there are loops. The system prefers the loops, because they sleep more.
    let workers = QueryWorkers(
      store: store, settings: settings, access: access, dates: dates, running: settings.loops)
    service.withLock { $0 = (store, workers) }
  }

  /// Returns a responder for one loop. Call it on that loop, or before the loop runs.
  func make() throws -> any Responder {
    guard let service = service.withLock({ $0 }) else { return StartingResponder() }
    // One loop is enough to notice what other processes commit.
    let watchesStore = !hasWatcher.exchange(true, ordering: .relaxed)
    return try DirectoryResponder(
      store: service.store, settings: settings, access: access, watchesStore: watchesStore,
      largeAnswers: largeAnswers, dates: dates, workers: service.workers)
  }
}
