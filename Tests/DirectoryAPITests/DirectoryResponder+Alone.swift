import Directory
import Representations

@testable import DirectoryAPI

extension DirectoryResponder {
  /// Makes a responder that shares its loop with no other.
  convenience init(
    store: any DirectoryStore, settings: APISettings, access: Access = Access(),
    dates: ModificationDates = ModificationDates(), workers: QueryWorkers? = nil
  ) throws {
    let options = settings.options
    let resources = try LoopResources(
      store: store, cacheBytes: options.cacheBytes / max(1, settings.loops), gzipLevel: options.gzipLevel,
      dates: dates, workers: workers)
    self.init(resources, settings: settings, access: access)
  }
}

extension QueryWorkers {
  convenience init(
    store: any DirectoryStore, settings: APISettings, access: Access = Access(),
    dates: ModificationDates = ModificationDates(), running: Int
  ) {
    self.init(
      running: running, refusal: { DirectoryResponder.refusal($0, about: $1.id, settings: settings) },
      makeWorker: { () throws(DirectoryError) in
        let resources = try LoopResources(
          store: store, cacheBytes: 0, gzipLevel: settings.options.gzipLevel, dates: dates, workers: nil)
        return DirectoryResponder.worker(resources, settings: settings, access: access)
      })
  }
}
