internal import Directory
internal import HTTPCore

/// The same question in other formats of its resource: for `Link`, and for whoever asked for one that there
/// is not.
enum Alternates {
  /// As a `Link` field has it (RFC 8288 §3; "alternate" is of HTML's registry). JSON leads to the others.
  static func link(of call: Call) -> String? {
    guard call.format == .json, isSuffixed(call.route) else { return nil }
    var given = call.arguments.canonical
    if let cursor = call.arguments.cursor { given.append(("cursor", cursor.text)) }
    let query = given.map { Query.Parameter(name: $0.name, value: $0.value) }
    let links = call.route.offers.formats.filter { $0 != call.format }.map { format in
      let taken = query.filter { pair in
        call.route.parameters.first { $0.name == pair.name }.map(format.takes) ?? true
      }
      let target = Query.target(Links.path(of: call) + ".\(format.rawValue)", taken)
      return "<\(target)>; rel=\"alternate\"; type=\"\(format.media.type)/\(format.media.subtype)\""
    }
    return links.isEmpty ? nil : links.joined(separator: ", ")
  }

  /// The request in those formats of `formats` that take all of its parameters, the likeliest first.
  ///
  /// - Parameter suffix: what was asked for.
  static func targets(
    instead suffix: String?, of formats: [Format], on route: Route, path: String, _ query: Query
  ) -> [String] {
    guard isSuffixed(route) else { return [] }
    let given = query.parameters.compactMap { pair in route.parameters.first { $0.name == pair.name } }
    let fitting = formats.filter { format in given.allSatisfy(format.takes) }
    var ordered = fitting.isEmpty ? formats : fitting
    let nearest = suffix.flatMap { NearestFormat.of($0, among: ordered) }
    if let nearest, let place = ordered.firstIndex(of: nearest) { ordered.swapAt(0, place) }
    let stem = suffix.map { String(path.dropLast($0.count + 1)) } ?? path
    return ordered.map { Query.target(stem + ".\($0.rawValue)", query.parameters) }
  }

  /// The root has no name that a suffix could stand behind, and what has one in its name no second.
  private static func isSuffixed(_ route: Route) -> Bool {
    route.pattern != "/" && !(route.pattern.split(separator: "/").last?.contains(".") ?? true)
  }
}

extension Query {
  /// A target of these, spelled as we would.
  static func target(_ path: String, _ parameters: [Parameter]) -> String {
    let text = parameters.map { pair in
      let name = PercentEncoding.encode(pair.name)
      return pair.value.isEmpty ? name : "\(name)=\(PercentEncoding.encode(pair.value, keeping: ",:"))"
    }
    return text.isEmpty ? path : path + "?" + text.joined(separator: "&")
  }
}
