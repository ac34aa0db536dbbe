import Directory
import DirectoryAPI
import HTTPCore
import Locking
import Synchronization

/// Makes the responder of each loop. Before the store is open, it makes responders that say so.
final class LoopResponders: Sendable {
  private let settings: APISettings
  private let state: ServiceState
  private let service = Guarded<(store: any DirectoryStore, workers: QueryWorkers)?>(nil)
  private let access = Access()
  private let largeAnswers: LargeAnswers
  private let dates = ModificationDates(startedAt: Timestamp.now.unixMilliseconds / 1000)
  private let hasWatcher = Atomic(false)

  private let caches = Guarded<[PublishedCounters]>([])

  /// - Parameter folder: the folder for temporary files.
  init(_ settings: APISettings, _ state: ServiceState, folder: String) {
    self.settings = settings
    self.state = state
    largeAnswers = LargeAnswers(folder: folder)
  }

  /// The counters of the loops' caches together, at most a second old.
  var cacheCounters: CacheCounters {
    caches.withLock { $0.reduce(into: CacheCounters.zero) { $0.add($1.counters) } }
  }

  /// The requests whose queries may take long, running and waiting.
  var longQueries: Int { service.withLock { $0?.workers.count ?? 0 } }

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
    let counters = PublishedCounters()
    let responder = try DirectoryResponder(
      store: service.store, settings: settings, access: access, watchesStore: watchesStore,
      largeAnswers: largeAnswers, dates: dates, workers: service.workers, counters: counters)
    caches.withLock { $0.append(counters) }
    return state.isDraining ? StoppingResponder(replacing: responder) : responder
  }
}
