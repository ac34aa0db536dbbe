package import Directory
package import HTTPCore
package import Representations

/// The settings of the API; the same for every event loop.
package struct APISettings: Sendable {
  /// The values that a configuration sets, with their defaults. App's table of settings has a row for each,
  /// which names its property here.
  package struct Options: Sendable, Equatable {
    /// Memory for cached responses, all loops together. The 17 members and all their lists take less than 1
    /// MB, and with the default of 16 MiB the program still fits into a small container.
    package var cacheBytes = 16 << 20
    /// Shorter content is sent uncompressed: gzip adds 18 bytes, and so small a response fits into one packet
    /// either way. nginx starts at 20 (gzip_min_length), Go's gziphandler at 1,400.
    package var gzipMinimumBytes = 256
    /// The level of compression, 1 to 9. A cached response is compressed once and sent often, so the fastest
    /// is not the best.
    package var gzipLevel = 6
    /// The longest content of a write to one record. A record takes a few thousand bytes.
    package var contentBytes = 1 << 20
    /// The longest content of an import. 100,000 members take some 50 MiB.
    package var importBytes = 64 << 20
    /// The longest file of a picture. It is sent as it was received, so it should be made for a screen.
    package var pictureBytes = 2 << 20
    /// The server's scheme, host and port as clients see them, for absolute references; nil for those of each
    /// request.
    package var origin: String?
    /// Units of cost that a client may spend in a second, for a long time; 0 for no limit. `Cost` has what
    /// requests cost.
    package var costPerSecond = 1_000
    /// Units of cost that a client may spend at once.
    package var costBurst = 50_000
    /// The minutes after which a session ends that isn't used. OWASP's cheat sheet for sessions has a day of
    /// work for such programs.
    package var sessionIdleMinutes = 480
    var sessionIdleSeconds: Int64 { Int64(sessionIdleMinutes) * 60 }
    /// How long a browser may keep the response to a preflight. Chromium keeps none longer than two hours.
    package var preflightSeconds = 7_200

    /// How long browsers and other caches may use a public answer without asking.
    package var maxAgeSeconds = 0
    /// The same for shared caches; 0 for as long as browsers.
    package var sharedMaxAgeSeconds = 0
    /// How long a cache may use an answer that is too old, while it asks for a new one.
    package var staleWhileRevalidateSeconds = 0
    /// The name of the field that lists an answer's tags; nil for none.
    package var cacheTagField: String?

    package init() {}

    /// The `Cache-Control` of public answers that have validators.
    ///
    /// Without any time a cache must ask each time: so a correction shows at once, and asking costs a 304
    /// (RFC 9111 §5.2.2.4). `no-cache` would also forbid a shared cache what `s-maxage` allows it, so with a
    /// time a browser's is written even if it is 0.
    package var cacheControl: String {
      let (shared, stale) = (sharedMaxAgeSeconds, staleWhileRevalidateSeconds)
      guard maxAgeSeconds > 0 || shared > 0 else { return "public, no-cache" }
      var directives = ["public", "max-age=\(maxAgeSeconds)"]
      if shared > 0 { directives.append("s-maxage=\(shared)") }
      if stale > 0 { directives.append("stale-while-revalidate=\(stale)") }
      return directives.joined(separator: ", ")
    }

    /// What a client may spend; nil for no limit.
    package var costLimit: ClientAccount.Limit? {
      costPerSecond > 0 ? ClientAccount.Limit(perSecond: costPerSecond, burst: costBurst) : nil
    }
  }

  package var options: Options
  /// The backups and the doctor of the program; nil if it has none.
  package var office: (any BackOffice)?
  /// The number of event loops, each of which has its part of the cache.
  package var loops: Int
  /// The program's name in the help.
  package var name = "member-directory"
  package var version: String
  /// Logs one line for the operator.
  package var log: @Sendable (String) -> Void
  /// Called after a token was revoked over HTTP, by itself or with its person.
  package var withdrawn: @Sendable () -> Void = {}
  /// Receives the counters of a loop's cache, at most once a minute and only if they have changed.
  package var report: @Sendable (CacheCounters) -> Void
  /// Returns the website's page of a record; nil if records of that type have none.
  package var page: PageMaker = { _, _, _, _ in nil }

  /// The record, the language that the visitor wants, a reader of what is public, and the time in Unix
  /// seconds.
  package typealias PageMaker =
    @Sendable (RecordKey, String?, any DirectoryReader, Int64) throws(DirectoryError) -> Response?

  package init(
    _ options: Options, loops: Int, version: String, log: @escaping @Sendable (String) -> Void = { _ in },
    report: @escaping @Sendable (CacheCounters) -> Void = { _ in }
  ) {
    self.options = options
    self.loops = loops
    self.version = version
    self.log = log
    self.report = report
  }
}
