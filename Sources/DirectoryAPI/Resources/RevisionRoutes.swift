internal import Directory
internal import HTTPCore

/// The revisions of a record, newest first.
enum RevisionRoutes {
  static func list(of type: RecordType) -> @Sendable (Call) throws(APIError) -> Content {
    { call throws(APIError) in
      let key = RecordKey(type, path: call.path)
      guard type == .area, let county = key.otherArea else { return try list(key, call) }
      // The history of a county has its own type at either path.
      let revisions = try call.askStaff { reader throws(DirectoryError) in
        try reader.revisions(of: county, limit: 1, before: nil)
      }
      return try list(revisions.isEmpty ? key : county, call)
    }
  }

  private static func list(_ key: RecordKey, _ call: Call) throws(APIError) -> Content {
    let limit = call.arguments.limit
    let before = call.number(.before)
    let revisions = try call.askStaff { reader throws(DirectoryError) in
      try reader.revisions(of: key, limit: limit, before: before)
    }
    if revisions.isEmpty { try requireRecord(key, call) }
    let next = revisions.count == limit ? revisions.last?.id : nil
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", revisions) { json, revision in
          json.object { write(revision, of: key, to: &$0) }
        }
        json.fieldOrNull("next", next.map { String($0) })
      })
  }

  /// Throws an error if the record doesn't exist. An existing record that was never edited has an empty list
  /// of revisions.
  private static func requireRecord(_ key: RecordKey, _ call: Call) throws(APIError) {
    let any = try call.askStaff { reader throws(DirectoryError) in
      try reader.revisions(of: key, limit: 1, before: nil)
    }
    guard any.isEmpty, let route = Routes.item(key.type), case .loop(let handler) = route.handler else {
      return
    }
    _ = try handler(call)
  }

  /// Returns one revision with the record after it.
  static func one(of type: RecordType) -> @Sendable (Call) throws(APIError) -> Content {
    { call throws(APIError) in
      let key = RecordKey(type, path: call.path)
      let number = call.path.last ?? ""
      guard let id = Int64(number) else { throw .writing(.noSuchRevision(number)) }
      // The history of a county has its own type at either path.
      for key in [key, type == .area ? key.otherArea : nil].compactMap(\.self) {
        let found = try call.askStaff { reader throws(DirectoryError) in try reader.revision(id, of: key) }
        if let found { return content(of: found, key) }
      }
      throw .writing(.noSuchRevision(number))
    }
  }

  private static func content(of detail: RevisionDetail, _ key: RecordKey) -> Content {
    Content(
      bytes: JSONWriter.document(capacity: 4_096) { json in
        json.field("type", key.type.rawValue)
        json.field("slug", key.slug)
        write(detail.revision, of: key, to: &json)
        json.field("record", detail.record.map { DocumentJSON.json($0) } ?? .null)
        json.field("changesSince", FieldChangeJSON.value(detail.changesSince))
      })
  }

  /// Writes what happened and who did it.
  static func writeEvent(
    _ id: Int64, at: Int64?, by author: String, _ action: RecordRevision.Action, to json: inout JSONWriter
  ) {
    json.field("id", Int(id))
    json.field("at", at.map { RFC3339.text($0) })
    json.field("author", action == .original ? nil : author)
    json.field("action", action.rawValue)
  }

  static func write(_ revision: RecordRevision, of key: RecordKey, to json: inout JSONWriter) {
    writeEvent(revision.id, at: revision.at, by: revision.author, revision.action, to: &json)
    json.field("status", revision.status?.rawValue)
    if let batch = revision.batch { json.field("import", Int(batch)) }
    if let published = revision.publishes {
      json.field("draftChange", Int(published.id))
      json.field("changeAuthor", published.author)
    }
    json.field("changes", FieldChangeJSON.value(revision.changes))
    json.object("links") {
      $0.field("record", Links.record(key))
      $0.field("self", Links.record(key) + "/revisions/\(revision.id)")
      $0.field("restore", Links.restore(revision.id, of: key))
    }
  }
}
