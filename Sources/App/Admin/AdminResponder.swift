import Directory
import HTTPCore

/// Replies to operators: metrics, readiness with reasons, settings, and the request to drain.
///
/// A page in a browser on the same machine can send requests to the listener, although it can't read the
/// answers. So a request that changes something must not come from a page, and the host that a request names
/// must not be a name that somebody else's DNS resolves to this machine.
final class AdminResponder: Responder {
  private weak var program: MemberDirectory?
  /// In lower case.
  private let hostNames: Set<String>
  private var reader: (any DirectoryReader)?

  init(_ program: MemberDirectory, hostNames: Set<String>) {
    self.program = program
    self.hostNames = hostNames
  }

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    let response = response(to: head, in: bytes)
    return .stored(StoredResponse(response), head.method.isHead ? .headOnly : .whole)
  }

  func response(to error: RequestError) -> Response { Self.response(to: Problem(error)) }

  func tick(now: Int64) {}

  // MARK: Routes

  private enum Route: String, CaseIterable {
    case help = "/"
    case metrics = "/metrics"
    case live = "/health/live"
    case ready = "/health/ready"
    case config = "/config"
    case drain = "/drain"

    var methods: MethodSet {
      self == .drain
        ? [MethodSet(.post), MethodSet(.options)]
        : [MethodSet(.get), MethodSet(.head), MethodSet(.options)]
    }
  }

  private func response(to head: RequestHead, in bytes: Span<UInt8>) -> Response {
    guard AdminHost.isAllowed(head, in: bytes, names: hostNames) else {
      return Self.response(
        to: Problem(
          .misdirectedRequest, code: "host-not-allowed",
          detail: "Use an IP address or localhost in the URL, or set admin.hostNames to the name."))
    }
    guard let route = Route(rawValue: bytes.text(head.target.path)) else {
      return Self.response(
        to: Problem(
          .notFound, code: "no-such-path",
          detail: "The paths are \(Route.allCases.map(\.rawValue).joined(separator: ", "))."))
    }
    guard route.methods.contains(head.method) else {
      return Self.response(
        to: Problem(
          .methodNotAllowed, code: "method-not-allowed",
          detail: "\(route.rawValue) supports \(route.methods.allow)."), allowing: route.methods)
    }
    if head.method == .options { return Self.response(.noContent, allowing: route.methods) }
    guard head.method.isRead || head.first(.origin) == nil else {
      return Self.response(
        to: Problem(
          .forbidden, code: "origin-not-allowed",
          detail: "A request with an Origin field comes from a page in a browser, and is refused."))
    }
    return response(at: route)
  }

  private func response(at route: Route) -> Response {
    guard let program else { return Self.response(.serviceUnavailable) }
    switch route {
    case .help: return Self.response(.ok, Self.plain, Self.help)
    case .metrics:
      return Self.response(.ok, MetricsText.mediaType, program.metrics(reader: openReader(program)))
    case .live: return Self.response(.ok, MediaType.json.field, Array("{\"status\":\"live\"}\n".utf8))
    case .ready:
      let readiness = program.readiness(reader: openReader(program))
      return Self.response(
        readiness.isReady ? .ok : .serviceUnavailable, MediaType.json.field, readiness.json)
    case .config: return Self.response(.ok, Self.plain, Array(program.settingsReport.utf8))
    case .drain:
      program.drain()
      return Self.response(.ok, MediaType.json.field, Array("{\"status\":\"draining\"}\n".utf8))
    }
  }

  /// Returns the reader of this listener, or nil if the store isn't open. It is made when it is first needed.
  private func openReader(_ program: MemberDirectory) -> (any DirectoryReader)? {
    if reader == nil { reader = try? program.state.store?.makeReader() }
    return reader
  }

  private static let help = Array(
    """
    GET /metrics       metrics for Prometheus
    GET /health/live   200 if the program can answer
    GET /health/ready  200 if the directory can be read, else 503 with the reasons
    GET /config        every setting with its source
    POST /drain        /health/ready answers 503 from now on; everything else works as before

    """.utf8)

  // MARK: Responses

  private static let plain = MediaType.plainText.field

  private static func response(
    _ status: Status, _ mediaType: StaticString? = nil, _ content: [UInt8] = [],
    allowing methods: MethodSet? = nil
  ) -> Response {
    var fields = [
      Response.Field("Cache-Control", "no-store"), Response.Field("X-Content-Type-Options", "nosniff"),
      Response.Field("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    if let mediaType { fields.append(Response.Field("Content-Type", "\(mediaType)")) }
    if let methods { fields.append(Response.Field("Allow", methods.allow)) }
    return Response(status, fields: fields, body: content.isEmpty ? .empty : .bytes(content))
  }

  private static func response(to problem: Problem, allowing methods: MethodSet? = nil) -> Response {
    response(problem.status, MediaType.problem.field, problem.json, allowing: methods)
  }
}

/// The hosts that requests to the admin listener may name.
///
/// A browser sends the name from the URL. A page can have a name of its own that resolves to 127.0.0.1, and
/// its requests are then of the same origin as the answers (DNS rebinding). It can't do that with an IP
/// address.
enum AdminHost {
  static func isAllowed(_ head: RequestHead, in bytes: Span<UInt8>, names: Set<String>) -> Bool {
    // No browser connects to a Unix domain socket.
    if head.peer == .local { return true }
    guard let field = head.target.authority ?? head.first(.host), !field.isEmpty else { return true }
    guard let authority = Authority.parse(field, in: bytes) else { return false }
    return isAllowed(bytes.text(authority.host).lowercased(), names: names)
  }

  static func isAllowed(_ host: String, names: Set<String>) -> Bool {
    if host == "localhost" || names.contains(host) { return true }
    return host.hasPrefix("[")
      ? IPAddress.isAddress(String(host.dropFirst().dropLast())) : IPAddress.isAddress(host)
  }

  /// Returns the names in a list with commas, in lower case, or nil if one of them isn't a host name.
  static func names(_ text: String) -> Set<String>? {
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0).trimmingSpaces.lowercased() }
    let areNames = names.allSatisfy { name in
      let bytes = Array(name.utf8)
      guard !bytes.isEmpty, let authority = Authority.parse(0..<bytes.count, in: bytes.span) else {
        return false
      }
      return authority.port == nil
    }
    return areNames ? Set(names) : nil
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
