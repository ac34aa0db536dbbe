internal import Directory
internal import HTTPCore

/// The changes of the public directory, for programs that keep a copy of it.
enum ChangeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let position = try call.ask { reader throws(DirectoryError) in try reader.changePosition() }
    let since = call.number(.since) ?? position.start
    guard since >= position.start else { throw .lookup(.changesRestarted) }
    let limit = call.arguments.limit
    let changes = try call.ask { reader throws(DirectoryError) in
      try reader.changes(since: since, limit: limit)
    }
    let next = changes.last?.id ?? since
    let link = "</changes?since=\(next)>; rel=\"next\""
    let isAtom = call.format == .atom
    return Content(
      bytes: isAtom ? atom(changes, since: since, next: next) : json(changes, next: next), link: link)
  }

  /// `next` is never null: a later request with it gets the changes since this one.
  private static func json(_ changes: [PublicChange], next: Int64) -> [UInt8] {
    JSONWriter.document { json in
      json.array("items", changes) { json, change in
        json.object {
          $0.field("id", Int(change.id))
          $0.field("at", RFC3339.text(change.at))
          $0.field("type", change.key.type.rawValue)
          $0.field("slug", change.key.slug)
          $0.field("action", change.action.rawValue)
          $0.object("links") { $0.field("self", Links.record(change.key)) }
        }
      }
      json.fieldOrNull("next", String(next))
    }
  }

  /// Writes an Atom feed (RFC 4287). Nothing needs escaping: all values are slugs, numbers or words of this
  /// program.
  private static func atom(_ changes: [PublicChange], since: Int64, next: Int64) -> [UInt8] {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
      "<id>urn:member-directory:changes</id>", "<title>Changes of the directory</title>",
      "<author><name>member-directory</name></author>",
      "<updated>\(RFC3339.text(changes.last?.at ?? 0))</updated>",
      "<link rel=\"self\" href=\"/changes?since=\(since)\"/>",
      "<link rel=\"next\" href=\"/changes?since=\(next)\"/>",
    ]
    for change in changes.reversed() {
      lines += [
        "<entry><id>urn:member-directory:change:\(change.id)</id>",
        "<title>\(change.key.type.rawValue) \(change.key.slug) \(change.action.rawValue)</title>",
        "<updated>\(RFC3339.text(change.at))</updated>",
        "<link rel=\"alternate\" href=\"\(Links.record(change.key))\"/></entry>",
      ]
    }
    return Array((lines + ["</feed>", ""]).joined(separator: "\n").utf8)
  }
}
