import Directory
import DirectoryAPI
import DirectorySite
import HTTPCore
import Locking
import Representations
import Synchronization

/// Makes the responder of each loop. Before the store is open, it makes responders that say so.
final class LoopResponders: Sendable {
  private let settings: APISettings
  private let site: SiteSettings
  private let assets: Assets
  private let state: ServiceState
  private let service = Guarded<(store: any DirectoryStore, workers: QueryWorkers)?>(nil)
  private let access = Access()
  private let largeAnswers: LargeAnswers
  private let dates = ModificationDates(startedAt: Timestamp.now.unixMilliseconds / 1000)
  private let hasWatcher = Atomic(false)

  private let caches = Guarded<[PublishedCounters]>([])

  /// - Parameter folder: the folder for temporary files.
  init(
    _ settings: APISettings, _ site: SiteSettings, _ assets: Assets, _ state: ServiceState, folder: String
  ) {
    self.settings = settings
    self.site = site
    self.assets = assets
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
      running: settings.loops,
      refusal: { [settings] in DirectoryResponder.refusal($0, about: $1.id, settings: settings) },
      makeWorker: { [settings, site, assets, access, dates] () throws(DirectoryError) in
        let resources = try LoopResources(
          store: store, cacheBytes: 0, gzipLevel: settings.options.gzipLevel, dates: dates, workers: nil)
        var free = site
        // The loop has charged the client.
        free.costLimit = nil
        return WebWorker(
          DirectoryResponder.worker(resources, settings: settings, access: access),
          SiteResponder(resources, settings: free, assets: assets))
      })
    service.withLock { $0 = (store, workers) }
  }

  /// Returns a responder for one loop. Call it on that loop, or before the loop runs.
  func make() throws -> any Responder {
    guard let service = service.withLock({ $0 }) else { return StartingResponder() }
    // One loop is enough to notice what other processes commit.
    let watchesStore = !hasWatcher.exchange(true, ordering: .relaxed)
    let counters = PublishedCounters()
    let options = settings.options
    let resources = try LoopResources(
      store: service.store, cacheBytes: options.cacheBytes / max(1, settings.loops),
      gzipLevel: options.gzipLevel, dates: dates, workers: service.workers)
    let responder = DirectoryResponder(
      resources, settings: settings, access: access, watchesStore: watchesStore, largeAnswers: largeAnswers,
      counters: counters)
    caches.withLock { $0.append(counters) }
    let web = WebResponder(responder, SiteResponder(resources, settings: site, assets: assets))
    return state.isDraining ? StoppingResponder(replacing: web) : web
  }
}
