internal import Directory
internal import HTTPCore

/// Targets of the same resource in other formats: for the `Link` field of JSON answers, and for clients that
/// asked for a format that isn't offered.
enum Alternates {
  /// A format that JSON answers link to, with the bytes around its target. The route keeps these, since every
  /// answer needs them.
  struct Alternate: Sendable {
    let format: Format
    fileprivate let suffix: [UInt8]
    fileprivate let relation: [UInt8]

    init(_ format: Format) {
      self.format = format
      suffix = Array(".\(format.name)".utf8)
      relation = Array(">; rel=\"alternate\"; type=\"\(format.media.type)/\(format.media.subtype)\"".utf8)
    }
  }

  /// Returns a `Link` field (RFC 8288 §3) with one link for each other format, or nil if the answer isn't
  /// JSON, if the route has one format only, or if the links are too long. HTML registered the relation
  /// "alternate".
  static func link(of call: Call) -> Response.Field? {
    guard call.format == .json, !call.route.alternates.isEmpty else { return nil }
    var path: [UInt8] = []
    Links.append(call.route, call.path, to: &path)
    let query = query(of: call.arguments)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(call.route.alternates.count * (path.count + 64))
    for alternate in call.route.alternates {
      bytes.append(bytes.isEmpty ? "<" as StaticString : ", <")
      bytes += path
      bytes += alternate.suffix
      if !query.isEmpty {
        bytes.append(Query.target("", parameters(of: query, takenBy: alternate.format, call.route)))
      }
      bytes += alternate.relation
      if bytes.count > Links.mostBytes { return nil }
    }
    return Response.Field("Link", bytes.span)
  }

  private static func query(of arguments: Arguments) -> [Query.Parameter] {
    var given = arguments.canonical
    if let cursor = arguments.cursor { given.append(("cursor", cursor.text)) }
    return given.map { Query.Parameter(name: $0.name, value: $0.value) }
  }

  private static func parameters(
    of query: [Query.Parameter], takenBy format: Format, _ route: Route
  ) -> [Query.Parameter] {
    query.compactMap { pair in
      guard let parameter = route.parameters.first(where: { $0.name == pair.name }) else { return pair }
      guard format.takes(parameter) else { return nil }
      guard case .fields = parameter.kind else { return pair }
      // No other format has included records.
      let own = pair.value.split(separator: ",").filter { !$0.hasPrefix(IncludedField.prefix) }
      return own.isEmpty ? nil : Query.Parameter(name: pair.name, value: own.joined(separator: ","))
    }
  }

  /// Returns the request in each of `formats` that takes all its parameters, the most likely one first. If
  /// none takes them all, returns the request in each of `formats`.
  ///
  /// - Parameter suffix: the suffix of the request; nil if its path has none.
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
    return ordered.map { Query.target(stem + ".\($0.name)", query.parameters) }
  }
}
