internal import Directory
internal import HTTPCore

/// Writes public changes as an Atom feed (RFC 4287), whose entries say what has changed.
enum ChangeFeed {
  /// - Parameters:
  ///   - changes: newest first.
  ///   - this: the parameters of this page, apart from the limit.
  ///   - next: those of the next page; nil if there is none.
  static func content(
    of changes: [PublicChange], for call: Call, this: [String], next: [String]?
  ) throws(APIError) -> Content {
    let limit = call.arguments.canonical.filter { $0.name == "limit" }.map { "limit=\($0.value)" }
    let path = { (query: [String]) in
      query.isEmpty ? "/changes.atom" : "/changes.atom?" + query.joined(separator: "&")
    }
    let next = next.map { path($0 + limit) }
    // With the directory's id, so that an aggregator of several directories can tell their entries apart.
    let name =
      "urn:member-directory:" + (try call.ask { reader throws(DirectoryError) in try reader.directoryID() })
    let differences = try call.ask { reader throws(DirectoryError) in try reader.differences(of: changes) }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
      "<id>\(name):changes</id>", "<title>Changes of the directory</title>",
      "<author><name>member-directory</name></author>",
      "<updated>\(RFC3339.text(changes.first?.at ?? 0))</updated>",
      link("self", call.origin + path(this + limit)),
    ]
    if let next { lines.append(link("next", call.origin + next)) }
    for (change, difference) in zip(changes, differences) {
      let text = ChangeText(change, difference)
      lines += [
        "<entry><id>\(name):change:\(change.id)</id>", "<title>\(Markup.escaped(text.title))</title>",
        "<updated>\(RFC3339.text(change.at))</updated>",
      ]
      // The content is HTML that is escaped once more (RFC 4287 §3.1.1.2).
      if let html = text.html { lines.append("<content type=\"html\">\(Markup.escaped(html))</content>") }
      lines.append(link("alternate", call.origin + Links.record(change.key)) + "</entry>")
    }
    return Content(
      bytes: Array((lines + ["</feed>", ""]).joined(separator: "\n").utf8),
      link: next.map { "<\($0)>; rel=\"next\"" })
  }

  private static func link(_ relation: String, _ target: String) -> String {
    "<link rel=\"\(relation)\" href=\"\(Markup.escaped(target))\"/>"
  }
}

/// What a change is in words.
private struct ChangeText {
  /// A longer value is left out: an entry says what has changed, and the record has the value.
  private static let longest = 120
  /// The most fields that a title names.
  private static let mostNamed = 4

  let title: String
  /// The differences as a list; nil if there is none to show.
  let html: String?

  init(_ change: PublicChange, _ difference: PublicDifference) {
    let name = difference.name ?? change.key.slug
    switch change.action {
    case .created: title = "\(name): \(change.key.type.noun) added"
    case .deleted: title = "\(name): \(change.key.type.noun) removed"
    case .original, .updated: title = "\(name): \(Self.names(difference.fields))changed"
    }
    let items = difference.fields.map { "<li>\(Markup.escaped(Self.text($0)))</li>" }
    html = items.isEmpty ? nil : "<ul>\(items.joined())</ul>"
  }

  /// Returns the names of the fields with a space after them, such as `summary, focus areas and topics `.
  private static func names(_ fields: [FieldChange]) -> String {
    var names: [String] = []
    for field in fields {
      let name = words(field.pointer.split(separator: "/").prefix(1))
      if !names.contains(name) { names.append(name) }
    }
    if names.count > mostNamed {
      let others = names.count - mostNamed + 1
      names = names.prefix(mostNamed - 1) + ["\(others) other fields"]
    }
    guard let last = names.popLast() else { return "" }
    return (names.isEmpty ? last : names.joined(separator: ", ") + " and " + last) + " "
  }

  /// Returns the names of fields as words: `focusAreas` is `focus areas`.
  private static func words(_ path: some Sequence<Substring>) -> String {
    path.map { name in
      name.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
    }.joined(separator: " ")
  }

  private static func text(_ field: FieldChange) -> String {
    let name = words(field.pointer.split(separator: "/"))
    if let lists = listChange(field) { return "\(name): \(lists)" }
    switch (field.old.flatMap(value), field.new.flatMap(value)) {
    case (let old?, let new?): return "\(name): \(old) → \(new)"
    case (nil, let new?): return "\(name): \(field.old == nil ? "" : "now ")\(new)"
    case (let old?, nil) where field.new == nil: return "\(name): \(old) removed"
    default: return name
    }
  }

  /// Returns a value that is short, or nil.
  private static func value(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.unicodeScalars.count <= longest ? "“\(text)”" : nil
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .object(let members): object(members)
    default: nil
    }
  }

  private static func object(_ members: [JSONMember]) -> String? {
    var parts: [String] = []
    for member in members {
      guard let value = value(member.value) else { return nil }
      parts.append("\(words([Substring(member.name)])) \(value)")
    }
    return parts.joined(separator: ", ")
  }

  /// Returns what was added to a list of texts and removed from it, or nil if it isn't one.
  private static func listChange(_ field: FieldChange) -> String? {
    guard let old = texts(field.old), let new = texts(field.new), !(old.isEmpty && new.isEmpty) else {
      return nil
    }
    // Comparing takes time for each of the texts, and long lists have long differences.
    guard old.count <= longest, new.count <= longest else { return nil }
    let (before, after) = (Set(old), Set(new))
    let added = new.filter { !before.contains($0) }
    let removed = old.filter { !after.contains($0) }
    guard (added + removed).reduce(0, { $0 + $1.unicodeScalars.count }) <= 4 * longest else { return nil }
    let parts = [("added", added), ("removed", removed)].filter { !$0.1.isEmpty }
    if parts.isEmpty { return "in another order" }
    return parts.map { "\($0.0) \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
  }

  /// Returns the texts of an array, none for nil, and nil for another value. A topic with a relation is
  /// shown as a text.
  private static func texts(_ value: JSONValue?) -> [String]? {
    guard let value else { return [] }
    guard case .array(let items) = value else { return nil }
    var texts: [String] = []
    for item in items {
      switch item {
      case .string(let text): texts.append(text)
      case .object(let members) where members.map(\.name) == ["slug", "relation"]:
        guard case .string(let slug) = members[0].value, case .string(let relation) = members[1].value else {
          return nil
        }
        texts.append("\(slug) (\(relation))")
      default: return nil
      }
    }
    return texts
  }
}

/// Text in XML and HTML.
private enum Markup {
  /// Returns the text for an element or an attribute in double quotation marks. Characters that XML 1.0
  /// doesn't allow (§2.2) are left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r", " "..."\u{d7ff}", "\u{e000}"..."\u{fffd}", "\u{10000}"...:
        escaped.unicodeScalars.append(scalar)
      default: break
      }
    }
    return escaped
  }
}
