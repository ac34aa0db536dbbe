extension Setting {
  /// Every setting. Config/default.json names each with the same default (a test compares them); where a
  /// limit has a precedent, the help says whose.
  package static let all: [Setting] = http + store + backup + output

  private static let http: [Setting] = [
    Setting(
      "http.host", .address, default: .text("127.0.0.1"),
      "The address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is every IPv4 address, :: every "
        + "address of both kinds."),
    Setting(
      "http.port", .integer(0...65_535, unit: .none), default: .integer(8080),
      "The TCP port to listen on; 0 takes any free one, which the log names."),
    Setting(
      "http.sharePort", .boolean, default: .boolean(false),
      "Start although another server of the same user listens on the port, and take part of its new "
        + "connections: for a new version that takes over before the old one stops."),
    Setting(
      "http.unixSocket", .optionalPath, default: .text(""),
      "A Unix domain socket to listen on. It takes the place of TCP, unless http.host or http.port is set "
        + "too; empty for none."),
    Setting(
      "http.origin", .optionalOrigin, default: .text(""),
      "The scheme and host under which the world knows the server, such as https://api.example.org: ids of "
        + "linked data and of cards begin with it. Empty for http:// and the host that each request names."),
    Setting(
      "http.loops", .integer(0...256, unit: .loops), default: .integer(0),
      "Event loops, each with a listener and a thread of its own; 0 is one per core that the process may use."
    ),
    Setting(
      "http.maxConnections", .integer(1...1_000_000, unit: .connections), default: .integer(16_384),
      "Open connections in all; above it new ones are answered 503 and closed."),
    Setting(
      "http.maxConnectionsPerAddress", .integer(0...1_000_000, unit: .connections), default: .integer(1024),
      "Open connections from one client address, so that no one can take them all; 0 is no limit, as it "
        + "should be behind a proxy, whose address all clients share."),
    Setting(
      "http.maxRequestHeadBytes", .integer(1024...1_048_576, unit: .bytes), default: .integer(32_768),
      "The request line and all field lines; above it 431. nginx takes four buffers of 8 KiB."),
    Setting(
      "http.maxRequestTargetBytes", .integer(256...65_536, unit: .bytes), default: .integer(8192),
      "The request target; above it 414. nginx and Apache allow about 8 KiB."),
    Setting(
      "http.maxBodyBytes", .integer(1024...67_108_864, unit: .bytes), default: .integer(1_048_576),
      "The content of a write; above it 413. nginx's client_max_body_size is 1 MiB too."),
    Setting(
      "http.maxImportBytes", .integer(1024...1_073_741_824, unit: .bytes), default: .integer(67_108_864),
      "The content of an import; above it 413. It is held in memory; `member-directory import` holds nothing."
    ),
    Setting(
      "http.headerTimeoutSeconds", .integer(1...600, unit: .seconds), default: .integer(10),
      "From a request's first byte to the end of its field lines; after it 408."),
    Setting(
      "http.minimumBytesPerSecond", .integer(1...1_048_576, unit: .bytesPerSecond), default: .integer(500),
      "What content has to arrive at, in each stretch of 10 seconds (else 408), and a response has to be "
        + "taken at, in each of http.writeTimeoutSeconds (else it is cut off). Apache asks for 500."),
    Setting(
      "http.writeTimeoutSeconds", .integer(1...3600, unit: .seconds), default: .integer(20),
      "The stretch in which a client has to take its response at the minimum rate. nginx's send_timeout, "
        + "between two writes, is 60."),
    Setting(
      "http.idleTimeoutSeconds", .integer(1...3600, unit: .seconds), default: .integer(75),
      "A kept-alive connection is closed after this long without a request. nginx's keepalive_timeout is "
        + "75; behind a proxy it must be longer than the proxy's own."),
    Setting(
      "http.shutdownTimeoutSeconds", .integer(0...600, unit: .seconds), default: .integer(10),
      "How long a stop waits for running requests."),
    Setting(
      "http.cacheBytes", .integer(0...4_294_967_296, unit: .bytes), default: .integer(16_777_216),
      "Memory for whole cached responses, all loops together; 0 caches nothing."),
    Setting(
      "cors.maxAgeSeconds", .integer(0...86_400, unit: .seconds), default: .integer(7200),
      "How long a browser may keep a preflight's answer. Chromium never keeps one longer than 7200."),
    Setting(
      "gzip.level", .integer(1...9, unit: .none), default: .integer(6),
      "zlib's level: 1 is fastest, 9 smallest, 6 zlib's own default."),
    Setting(
      "gzip.minimumBytes", .integer(0...1_048_576, unit: .bytes), default: .integer(256),
      "Content shorter than this is sent as it is: gzip would save less than it costs."),
  ]

  private static let store: [Setting] = [
    Setting(
      "database.path", .path, default: .text("member-directory.sqlite"),
      "The SQLite database, made when missing. A relative path starts at the working directory."),
    Setting(
      "database.busyTimeoutMilliseconds", .integer(0...600_000, unit: .milliseconds), default: .integer(5000),
      "How long a write waits for another process's lock on the database, or for an import."),
    Setting(
      "data.loadShipped", .boolean, default: .boolean(true),
      "Load the data that ships with the program into an empty database. Data that is there is never "
        + "touched."),
  ]

  private static let backup: [Setting] = [
    Setting(
      "backup.folder", .optionalPath, default: .text(""),
      "The folder that scheduled backups go to, one file each; empty for none."),
    Setting(
      "backup.everyHours", .integer(1...8760, unit: .hours), default: .integer(24),
      "How often one is made; the first at the start."),
    Setting(
      "backup.keep", .integer(1...1000, unit: .none), default: .integer(7),
      "How many stay; the oldest goes when one more is there."),
  ]

  private static let output: [Setting] = [
    Setting(
      "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
      default: .text("info"), "The least important message to log."),
    Setting(
      "log.format", .choice(["auto", "text", "json"]), default: .text("auto"),
      "text for people, json (one object a line) for programs; auto is text on a terminal, else json."),
    Setting(
      "log.requests", .boolean, default: .boolean(true), "Log one line for each request, at info level."),
  ]
}
