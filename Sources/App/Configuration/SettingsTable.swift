import DirectoryAPI
import DirectorySite
import HTTPCore
import HTTPServer

extension Setting {
  /// Every setting. Config/default.json has each with its default, and docs/operations.md has a table of
  /// them; tests compare both with these rows.
  package static let all: [Setting] = http + site + admin + directory + store + backup + output

  private static let http: [Setting] = [
    Setting(
      "http.host", flag: "--host", .text(\.http.host, .address),
      "The address to listen on. `0.0.0.0` is every IPv4 address, `::` every address of both kinds."),
    Setting(
      "http.port", flag: "--port", .integer(\.http.port, 0...65_535),
      "The TCP port. 0 takes any free port, which the log names."),
    Setting(
      "http.sharePort", flag: "--share-port", .boolean(\.server.sharesPort),
      "Start even if another server of the same user listens on the port, so that a new version can "
        + "take over before the old one stops."),
    Setting(
      "http.unixSocket", flag: "--unix-socket", .optionalText(\.http.unixSocket, .path),
      "A Unix domain socket to listen on. It replaces TCP, unless a host or port is set too."),
    Setting(
      "http.origin", .optionalText(\.api.origin, .origin),
      "The beginning of the ids in JSON-LD and vCard. Without it they begin with `http://` and the host "
        + "that the request names. Requests for an https URI are accepted only if it begins with "
        + "`https://`."),
    Setting(
      "http.loops", .integer(\.http.loops, 0...256, .loops),
      "The number of event loops. 0 means one for each core that the process may use; affinity and a "
        + "container's CPU limit are taken into account."),
    Setting(
      "http.maxConnections", .integer(\.server.maximumConnections, 1...1_000_000, .connections),
      "Open connections in all. Further ones get 503 and are closed."),
    Setting(
      "http.maxConnectionsPerAddress",
      .integer(\.server.maximumConnectionsPerAddress, 0...1_000_000, .connections),
      "Open connections from one client address, or from one /64 of IPv6. Further ones get 429 and are "
        + "closed. 0 means no limit. The connections of `http.trustedProxies` are not limited."),
    Setting(
      "http.maxWaitingBytes",
      .integer(\.server.maximumWaitingOutput, 1_048_576...17_179_869_184, .bytes),
      "Bytes that may wait in memory for clients to read them, half of them for one network. Above it, an "
        + "answer of 16 KiB or more gets 503."),
    Setting(
      "http.trustedProxies", .optionalText(\.http.trustedProxies, .ranges),
      "The proxies in front, as addresses or ranges separated by commas. Their `Forwarded` or "
        + "`X-Forwarded-For` names the client, for the log and the limits."),
    Setting(
      "http.costPerSecond", .integer(\.api.costPerSecond, 0...1_000_000_000),
      "What a network, or a token, may spend in a second on each event loop: a cached answer costs 1, another "
        + "20, a write 40 more, a query that may take long or a whole list 200 more, an import 1,000 more. "
        + "Further requests get 429. 0 means no limit. Programs on the same machine are not limited."),
    Setting(
      "http.costBurst", .integer(\.api.costBurst, 1...1_000_000_000),
      "What it may spend at once after a pause."),
    Setting(
      "http.maxRequestHeadBytes", .integer(\.server.requestLimits.head, 1024...1_048_576, .bytes),
      "The request line and all fields. A longer head gets 431."),
    Setting(
      "http.maxRequestTargetBytes", .integer(\.server.requestLimits.target, 256...65_536, .bytes),
      "The request target. A longer one gets 414."),
    // nginx's client_max_body_size is 1 MiB too.
    Setting(
      "http.maxBodyBytes", .integer(\.api.contentBytes, 1024...67_108_864, .bytes),
      "The content of a write. A longer one gets 413."),
    Setting(
      "http.maxImportBytes", .integer(\.api.importBytes, 1024...1_073_741_824, .bytes),
      "The content of `POST /import`. A longer one gets 413."),
    Setting(
      "http.maxPictureBytes", .integer(\.api.pictureBytes, 1024...67_108_864, .bytes),
      "The file of a picture. A longer one gets 413."),
    Setting(
      "http.headerTimeoutSeconds", .seconds(\.server.headTimeout, 1...600),
      "The time from a request's first byte to the end of its fields. A slower request gets 408."),
    Setting(
      "http.minimumBytesPerSecond", .integer(\.server.minimumRate, 1...1_048_576, .bytesPerSecond),
      "The minimum rate at which content must arrive, measured over each 10 seconds, and at which an "
        + "answer must be read, measured over each `http.writeTimeoutSeconds`."),
    Setting(
      "http.writeTimeoutSeconds", .seconds(\.server.writeGrace, 1...3600),
      "The period over which the rate of reading an answer is measured. A slower client is "
        + "disconnected."),
    Setting(
      "http.idleTimeoutSeconds", .seconds(\.server.idleTimeout, 1...3600),
      "A connection without a request is closed after this time. Behind a proxy, set more than the "
        + "proxy's own idle time."),
    Setting(
      "http.shutdownTimeoutSeconds", .seconds(\.http.shutdownTimeout, 0...600),
      "How long a stop waits for running requests."),
    Setting(
      "http.cacheBytes", .integer(\.api.cacheBytes, 0...4_294_967_296, .bytes),
      "Memory for cached responses, for all event loops together. 0 disables the cache."),
    Setting(
      "caching.maxAgeSeconds", .integer(\.api.maxAgeSeconds, 0...31_536_000, .seconds),
      "How long browsers and caches may use a public answer without asking whether it is current. With 0 here "
        + "and in the next setting they ask each time, so that a correction shows at once."),
    Setting(
      "caching.sharedMaxAgeSeconds", .integer(\.api.sharedMaxAgeSeconds, 0...31_536_000, .seconds),
      "The same for shared caches only (`s-maxage`). 0 means as long as browsers."),
    Setting(
      "caching.staleWhileRevalidateSeconds",
      .integer(\.api.staleWhileRevalidateSeconds, 0...31_536_000, .seconds),
      "How much longer a cache may use an answer while it asks for a new one."),
    Setting(
      "caching.tagField",
      .optionalText(\.api.cacheTagField, .choice(["Cache-Tag", "Surrogate-Key", "xkey"])),
      "The field with an answer's tags, by which a cache can be purged (docs/proxies.md)."),
    Setting(
      "cors.maxAgeSeconds", .integer(\.api.preflightSeconds, 0...86_400, .seconds),
      "How long a browser may keep the answer to a CORS preflight."),
    Setting(
      "session.idleMinutes", .integer(\.api.sessionIdleMinutes, 5...43_200, .minutes),
      "How long a session of a browser lasts without a request. Each ends after 30 days in any case."),
    Setting(
      "gzip.level", .integer(\.api.gzipLevel, 1...9),
      "The level of compression: 1 is fastest, 9 smallest."),
    Setting(
      "gzip.minimumBytes", .integer(\.api.gzipMinimumBytes, 0...1_048_576, .bytes),
      "Shorter content is not compressed."),
  ]

  private static let site: [Setting] = [
    Setting(
      "site.brandColour", .optionalText(\.site.brandColour, .colour),
      "The colour of links and buttons on the pages for visitors. It is made lighter for dark pages."),
    Setting(
      "site.accessibilityStatement", .optionalText(\.site.accessibilityStatement, .page),
      "The accessibility statement, which the page about the data links to."),
    Setting(
      "site.privacyPolicy", .optionalText(\.site.privacyPolicy, .page),
      "The privacy policy, which the page about the data links to."),
    Setting(
      "site.footerLinks", .optionalText(\.site.footerLinks, .links),
      "Links of the organisation at the end of each page, as `About us https://example.org/about; Vacancies "
        + "https://example.org/jobs`. At most ten."),
    Setting(
      "site.securityContact", .optionalText(\.site.securityContact, .contact),
      "Where to report a vulnerability. With it there is a `/.well-known/security.txt` (RFC 9116)."),
  ]

  private static let admin: [Setting] = [
    Setting(
      "admin.enabled", .boolean(\.admin.isEnabled),
      "Count requests, and listen for operators: metrics, readiness with reasons, settings, drain."),
    Setting(
      "admin.host", .text(\.admin.host, .address),
      "The address to listen on for operators. Everyone who reaches it can read the settings and take the "
        + "server out of service."),
    Setting(
      "admin.port", .integer(\.admin.port, 0...65_535),
      "The TCP port for operators. While another program uses it, it is tried again and again. 0 takes any "
        + "free port, which the log names."),
    Setting(
      "admin.unixSocket", .optionalText(\.admin.unixSocket, .path),
      "A Unix domain socket for operators. It replaces TCP."),
    Setting(
      "admin.hostNames", .optionalText(\.admin.hostNames, .hostNames),
      "Names by which operators reach the listener, separated by commas. `localhost` and IP addresses are "
        + "always accepted, other names get 421."),
  ]

  private static let directory: [Setting] = [
    Setting(
      "directory.timeZone", .text(\.directory.timeZone, .timeZone),
      "The time zone in which the directory has its days: who has joined and who has left changes there at "
        + "midnight. The names are those of the system's database, the package `tzdata`.")
  ]

  private static let store: [Setting] = [
    Setting(
      "database.path", flag: "--database", .text(\.database.path, .path),
      "The database. It is created if it does not exist. A relative path starts at the working "
        + "directory."),
    Setting(
      "database.busyTimeoutMilliseconds",
      .integer(\.database.busyTimeoutMilliseconds, 0...600_000, .milliseconds),
      "How long a write waits for another process's lock, or for an import, before it gets 503."),
    Setting(
      "data.loadShipped", flag: "--empty", .boolean(\.loadsShippedData),
      "Whether `serve` fills a database that nobody has used with the data that ships in the program. "
        + "`--empty` sets it to false."),
  ]

  private static let backup: [Setting] = [
    Setting(
      "backup.folder", .optionalText(\.backup.folder, .path),
      "The folder for scheduled backups. Without it there are none."),
    Setting(
      "backup.everyHours", .integer(\.backup.everyHours, 1...8760, .hours),
      "The time between scheduled backups. A start makes one if the newest is older than this."),
    Setting(
      "backup.keep", .integer(\.backup.keep, 1...1000),
      "The number of the newest scheduled backups to keep. The newest of each day is kept for as many days."),
  ]

  private static let output: [Setting] = [
    Setting(
      "log.level", flag: "--log-level",
      .text(\.log.level, .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"])),
      "The least important messages to log. Requests are logged at `info`."),
    Setting(
      "log.format", flag: "--log-format", .text(\.log.format, .choice(["auto", "text", "json"])),
      "`auto` means text on a terminal and JSON otherwise."),
    Setting(
      "log.requests", .boolean(\.log.requests),
      "Log one line for each request. Successful health checks are logged at `debug`."),
    Setting(
      "log.addresses", .text(\.log.addresses, .choice(["short", "whole"])),
      "`short` logs clients' networks, an IPv4 /24 or an IPv6 /48, instead of their addresses."),
  ]
}
