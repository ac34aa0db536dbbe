internal import Directory
internal import HTTPCore

/// References to our own resources. They are relative, so that they work behind any host, port or proxy.
enum Links {
  /// The most bytes of all links in the head of a response. They repeat the query, and proxies accept only
  /// heads of a few kilobytes: nginx 4 KiB with its defaults (proxy_buffer_size). The other fields take less
  /// than 1 KiB.
  static let mostBytes = 3_000

  static let members: StaticString = "/members/"
  static func member(_ slug: String) -> String { "\(members)" + PercentEncoding.encode(slug) }
  static func topic(_ slug: String) -> String { "/topics/" + PercentEncoding.encode(slug) }
  static func contact(_ id: String) -> String { "/contacts/" + PercentEncoding.encode(id) }
  static func office(_ id: String) -> String { "/offices/" + PercentEncoding.encode(id) }
  static func area(_ slug: String) -> String { "/areas/" + PercentEncoding.encode(slug) }
  static func county(_ slug: String) -> String { "/counties/" + PercentEncoding.encode(slug) }

  static func record(_ list: DirectoryList, _ slug: String) -> String {
    "/\(list.rawValue)/" + PercentEncoding.encode(slug)
  }

  static func record(_ key: RecordKey) -> String {
    switch key.type {
    case .organisation: "/organisation"
    case .office: office(key.slug)
    case .contact: contact(key.slug)
    case .memberKind: "/member-kinds/" + PercentEncoding.encode(key.slug)
    case .topicKind: "/topic-kinds/" + PercentEncoding.encode(key.slug)
    case .area: area(key.slug)
    case .field: "/fields/" + PercentEncoding.encode(key.slug)
    case .county: county(key.slug)
    case .topic: topic(key.slug)
    case .member: member(key.slug)
    }
  }

  /// Returns the path of a route with a value in place of each `{…}`.
  static func path(_ route: Route, _ values: [String]) -> String {
    var bytes: [UInt8] = []
    append(route, values, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ route: Route, _ values: [String], to output: inout [UInt8]) {
    for (index, piece) in route.pieces.enumerated() {
      output.append(piece)
      guard index < values.count, index + 1 < route.pieces.count else { continue }
      PercentEncoding.append(values[index].utf8Span.span, to: &output)
    }
  }

  /// Returns the text around the parameters of a pattern: `/members/{slug}/topics` gives `/members/` and
  /// `/topics`.
  static func pieces(of pattern: String) -> [String] {
    pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, piece in
      index == 0 ? String(piece) : String(piece.drop { $0 != "}" }.dropFirst())
    }
  }

  /// Returns the value of a `Link` field (RFC 8288 §3) for the next page.
  static func next(of call: Call, from cursor: Cursor) -> String {
    "<\(target(of: call, from: cursor))>; rel=\"next\""
  }

  /// Returns the target of the same list in the same format, continued at `cursor`.
  static func target(of call: Call, from cursor: Cursor) -> String {
    var target = path(call.route, call.path) + (call.hasSuffix ? ".\(call.format.name)?" : "?")
    for argument in call.arguments.canonical {
      target += "\(argument.name)=\(PercentEncoding.encode(argument.value, keeping: ","))&"
    }
    return target + "cursor=" + cursor.text
  }
}
