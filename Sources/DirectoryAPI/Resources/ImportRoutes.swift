internal import Directory
internal import HTTPCore

enum ImportRoutes {
  /// Lists imports and merges, the newest first.
  static func list(_ call: Call) throws(APIError) -> Content {
    let limit = call.arguments.limit
    let entries = try call.askStaff { reader throws(DirectoryError) in
      try reader.imports(limit: limit, before: call.number(.before))
    }
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", entries) { json, entry in json.object { write(entry, to: &$0) } }
        json.fieldOrNull("next", entries.count == limit ? entries.last.map { String($0.id) } : nil)
      })
  }

  private static func write(_ entry: ImportEntry, to json: inout JSONWriter) {
    json.field("id", Int(entry.id))
    json.field("at", RFC3339.text(entry.at))
    json.field("author", entry.author)
    json.field("undoneAt", entry.undoneAt.map { RFC3339.text($0) })
    json.field("created", entry.created)
    json.field("updated", entry.updated)
    json.field("deleted", entry.deleted)
    json.field("formerSlugs", entry.formerSlugs)
    if let merge = entry.merge {
      json.object("merge") {
        $0.field("from", merge.from)
        $0.field("into", merge.into)
      }
    }
    json.object("links") {
      $0.field("activity", "/activity?import=\(entry.id)")
      if entry.undoneAt == nil { $0.field("undo", "/imports/\(entry.id)/undo") }
    }
  }

  /// Returns the header of a table of records of one type, for people who fill in a table. It is that of an
  /// export without records.
  static func template(_ call: Call) throws(APIError) -> Content {
    let type = call.arguments[.templateType].flatMap { RecordType(rawValue: $0) } ?? .member
    var bytes: [UInt8] = []
    var table = try call.ask { reader throws(DirectoryError) in
      try RecordExport(tableOf: type, from: reader)
    }
    table.end(to: &bytes)
    return Content(bytes: bytes, fileName: "\(type.rawValue)-template.csv")
  }
}
