/// What the program sets for the API; the same for every event loop.
package struct APISettings: Sendable {
  /// How the program calls itself in the help.
  package var name = "member-directory"
  package var version: String
  /// Octets of whole responses that each event loop keeps. The 17 members and all their lists take less than
  /// one megabyte; with 16 a loop still fits into a small container.
  package var cacheBytes = 16 << 20
  /// Content below this many octets is sent as it is: gzip's head and trailer take 18, and a response this
  /// small travels in one packet either way. nginx starts at 20 (gzip_min_length), Go's gziphandler at 1,400.
  package var gzipMinimumBytes = 256
  /// zlib's 1 to 9. A kept response is compressed once and sent often, so zlib's own default, not the fastest.
  package var gzipLevel = 6
  /// Octets of content that a write may have. A record takes a few thousand.
  package var contentBytes = 1 << 20
  /// Octets of an import: a hundred thousand members take some 50 MiB.
  package var importBytes = 64 << 20
  /// The scheme, host and port under which the world knows the server, for what is named absolutely; nil: as
  /// each request has it.
  package var origin: String?
  /// How long a browser may keep the answer to a preflight. Chromium keeps none longer than two hours.
  package var preflightSeconds = 7_200
  /// Takes what the server's keeper has to know and a client does not, one line each.
  package var log: @Sendable (String) -> Void
  /// Takes what a loop's cache has done so far, once a minute where it has done something.
  package var report: @Sendable (CacheCounters) -> Void = { _ in }

  package init(version: String, log: @escaping @Sendable (String) -> Void = { _ in }) {
    self.version = version
    self.log = log
  }
}
