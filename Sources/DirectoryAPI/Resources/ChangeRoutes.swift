internal import Directory
internal import HTTPCore

/// The changes of the public directory, for programs that keep a copy of it.
enum ChangeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    if call.format == .atom, call.number(.since) == nil { return try latest(call) }
    let position = try call.ask { reader throws(DirectoryError) in try reader.changePosition() }
    let since = call.number(.since) ?? position.start
    guard since >= position.start else { throw .lookup(.changesRestarted) }
    var changes = try call.ask { reader throws(DirectoryError) in
      try reader.changes(since: since, limit: call.arguments.limit)
    }
    let next = changes.last?.id ?? since
    if let before = call.number(.olderThan) { changes.removeAll { $0.id >= before } }
    guard call.format == .atom else {
      return Content(bytes: json(changes, next: next), link: "</changes?since=\(next)>; rel=\"next\"")
    }
    let end = call.number(.olderThan).map { ["olderThan=\($0)"] } ?? []
    return try ChangeFeed.content(
      of: changes.reversed(), for: call, this: ["since=\(since)"] + end,
      next: next == since ? nil : ["since=\(next)"] + end)
  }

  /// Returns the newest changes as a feed. A feed reader asks for the same address again and again, so new
  /// changes have to be there; the link to the next page leads to older ones (RFC 5005 §3).
  private static func latest(_ call: Call) throws(APIError) -> Content {
    let (limit, before) = (call.arguments.limit, call.number(.olderThan))
    let changes = try call.ask { reader throws(DirectoryError) in
      try reader.latestChanges(before: before, limit: limit)
    }
    let next = changes.count == limit ? changes.last.map { ["olderThan=\($0.id)"] } : nil
    return try ChangeFeed.content(
      of: changes, for: call, this: before.map { ["olderThan=\($0)"] } ?? [], next: next)
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
}
