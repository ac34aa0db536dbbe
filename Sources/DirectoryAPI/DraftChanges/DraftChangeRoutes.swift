internal import Directory

enum DraftChangeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let query = try query(call)
    return try call.askStaff { reader throws(DirectoryError) in
      let ids = try reader.draftChanges(query)
      var json = JSONWriter()
      json.beginDocument()
      json.beginArray("items")
      var last: Int64?
      for id in ids {
        // One at a time, and not too many: each may be long.
        guard json.bytes.count < DraftChangeLimit.pageBytes, let change = try reader.draftChange(id) else {
          break
        }
        let (comparison, patch) = (try DraftChangeComparison(change, reader), try change.parsedPatch())
        json.object { DraftChangeJSON.write(change, patch, comparison, to: &$0) }
        last = id
      }
      json.endArray()
      let isWhole = ids.count < query.limit && last == ids.last
      json.fieldOrNull("next", isWhole ? nil : last.map { String($0) })
      return Content(bytes: json.endDocument())
    }
  }

  private static func query(_ call: Call) throws(APIError) -> DraftChangeQuery {
    let arguments = call.arguments
    let slugs: [String]? =
      if let slug = arguments[.draftChangeSlug] {
        try call.askStaff { reader throws(DirectoryError) in try reader.slugs(leadingTo: slug) }
      } else {
        nil
      }
    return DraftChangeQuery(
      state: arguments[.draftChangeState].flatMap(DraftChange.State.init),
      type: arguments[.draftChangeType].flatMap(RecordType.init), slugs: slugs,
      author: call.requester.flatMap(DraftChangeRights.onlyAuthor) ?? arguments[.draftChangeAuthor],
      before: call.number(.beforeNumber), limit: min(arguments.limit, DraftChangeLimit.pageItems))
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let number = call.slug
    let change = try call.askStaff { reader throws(DirectoryError) in
      try Int64(number).flatMap { id throws(DirectoryError) in try reader.draftChange(id) }
    }
    guard let change, let requester = call.requester else { throw .writing(.draftChange(.unknown(number))) }
    try DraftChangeRights.checkReading(change, requester)
    return try call.askStaff { reader throws(DirectoryError) in try DraftChangeJSON.content(change, reader) }
  }
}
