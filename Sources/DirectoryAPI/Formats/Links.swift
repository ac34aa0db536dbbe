internal import Directory
internal import HTTPCore

/// References to our own resources: relative, so that they hold behind any host, port or proxy.
enum Links {
  static let members: StaticString = "/members/"
  static func member(_ slug: String) -> String { "\(members)" + PercentEncoding.encode(slug) }
  static func topic(_ slug: String) -> String { "/topics/" + PercentEncoding.encode(slug) }
  static func contact(_ id: String) -> String { "/contacts/" + PercentEncoding.encode(id) }
  static func office(_ id: String) -> String { "/offices/" + PercentEncoding.encode(id) }

  static func record(_ list: DirectoryList, _ slug: String) -> String {
    "/\(list.rawValue)/" + PercentEncoding.encode(slug)
  }

  static func county(_ slug: String) -> String { "/counties/" + PercentEncoding.encode(slug) }

  static func record(_ key: RecordKey) -> String {
    switch key.type {
    case .organisation: "/organisation"
    case .office: office(key.slug)
    case .contact: contact(key.slug)
    case .county: county(key.slug)
    case .topic: topic(key.slug)
    case .member: member(key.slug)
    }
  }

  /// The path of a call, spelled as we would: each `{…}` of the pattern with its value.
  static func path(of call: Call) -> String { path(call.route, call.path) }

  static func path(_ route: Route, _ values: [String]) -> String {
    var octets: [UInt8] = []
    append(route, values, to: &octets)
    return String(decoding: octets, as: UTF8.self)
  }

  static func append(_ route: Route, _ values: [String], to octets: inout [UInt8]) {
    for (index, piece) in route.pieces.enumerated() {
      octets.append(piece)
      guard index < values.count, index + 1 < route.pieces.count else { continue }
      PercentEncoding.append(values[index].utf8Span.span, to: &octets)
    }
  }

  /// `/members/{slug}/topics` is `/members/` and `/topics`.
  static func pieces(of pattern: String) -> [String] {
    pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, piece in
      index == 0 ? String(piece) : String(piece.drop { $0 != "}" }.dropFirst())
    }
  }

  /// As a `Link` field has it (RFC 8288 §3).
  static func next(of call: Call, from cursor: Cursor) -> String {
    "<\(target(of: call, from: cursor))>; rel=\"next\""
  }

  /// The same list in the same format from `cursor` on.
  static func target(of call: Call, from cursor: Cursor) -> String {
    var target = path(of: call) + (call.hasSuffix ? ".\(call.format.rawValue)?" : "?")
    for argument in call.arguments.canonical {
      target += "\(argument.name)=\(PercentEncoding.encode(argument.value, keeping: ","))&"
    }
    return target + "cursor=" + cursor.text
  }
}
