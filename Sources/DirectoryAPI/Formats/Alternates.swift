internal import Directory
internal import HTTPCore

/// The same question in other formats of its resource: for `Link`, and for whoever asked for one that there
/// is not.
enum Alternates {
  /// A format that JSON leads to, and the octets around it: made with the route, since each answer has them.
  struct Alternate: Sendable {
    let format: Format
    fileprivate let suffix: [UInt8]
    fileprivate let relation: [UInt8]

    init(_ format: Format) {
      self.format = format
      suffix = Array(".\(format.rawValue)".utf8)
      relation = Array(">; rel=\"alternate\"; type=\"\(format.media.type)/\(format.media.subtype)\"".utf8)
    }
  }

  /// As a `Link` field has it (RFC 8288 §3; "alternate" is of HTML's registry).
  static func link(of call: Call) -> Response.Field? {
    guard call.format == .json, !call.route.alternates.isEmpty else { return nil }
    var path: [UInt8] = []
    Links.append(call.route, call.path, to: &path)
    let query = query(of: call.arguments)
    var octets: [UInt8] = []
    octets.reserveCapacity(call.route.alternates.count * (path.count + 64))
    for alternate in call.route.alternates {
      octets.append(octets.isEmpty ? "<" as StaticString : ", <")
      octets += path
      octets += alternate.suffix
      if !query.isEmpty {
        octets.append(Query.target("", taken(of: query, by: alternate.format, call.route)))
      }
      octets += alternate.relation
    }
    return Response.Field("Link", octets.span)
  }

  private static func query(of arguments: Arguments) -> [Query.Parameter] {
    var given = arguments.canonical
    if let cursor = arguments.cursor { given.append(("cursor", cursor.text)) }
    return given.map { Query.Parameter(name: $0.name, value: $0.value) }
  }

  private static func taken(
    of query: [Query.Parameter], by format: Format, _ route: Route
  ) -> [Query.Parameter] {
    query.filter { pair in route.parameters.first { $0.name == pair.name }.map(format.takes) ?? true }
  }

  /// The request in those formats of `formats` that take all of its parameters, the likeliest first.
  ///
  /// - Parameter suffix: what was asked for.
  static func targets(
    instead suffix: String?, of formats: [Format], on route: Route, path: String, _ query: Query
  ) -> [String] {
    guard route.takesSuffix else { return [] }
    let given = query.parameters.compactMap { pair in route.parameters.first { $0.name == pair.name } }
    let fitting = formats.filter { format in given.allSatisfy(format.takes) }
    var ordered = fitting.isEmpty ? formats : fitting
    let nearest = suffix.flatMap { NearestFormat.of($0, among: ordered) }
    if let nearest, let place = ordered.firstIndex(of: nearest) { ordered.swapAt(0, place) }
    let stem = suffix.map { String(path.dropLast($0.count + 1)) } ?? path
    return ordered.map { Query.target(stem + ".\($0.rawValue)", query.parameters) }
  }
}
