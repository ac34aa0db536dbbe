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
  static func path(of call: Call) -> String { path(call.route.pattern, call.path) }

  static func path(_ pattern: String, _ values: [String]) -> String {
    guard !values.isEmpty else { return pattern }
    var values = values.makeIterator()
    return pattern.split(separator: "/").reduce(into: "") { path, segment in
      path += "/"
      path += segment.hasPrefix("{") ? PercentEncoding.encode(values.next() ?? "") : String(segment)
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
