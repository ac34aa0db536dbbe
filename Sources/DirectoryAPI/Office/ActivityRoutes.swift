internal import Directory
internal import HTTPCore

/// The history of all records together, and what was deleted.
enum ActivityRoutes {
  static let parameters: [Parameter] = [
    .activityAuthor, .activityType, .activityAction, .firstDay, .lastDay, .activitySlug, .activityImport,
    .before, .limitOfEntries,
  ]
  static let deletionParameters: [Parameter] = [.activityType, .before, .limitOfEntries]

  static func list(_ call: Call) throws(APIError) -> Content {
    let arguments = call.arguments
    var query = ActivityQuery(limit: arguments.limit)
    query.author = arguments[.activityAuthor]
    query.type = arguments[.activityType].flatMap { RecordType(rawValue: $0) }
    query.action = arguments[.activityAction].flatMap { RecordRevision.Action(rawValue: $0) }
    query.slug = arguments[.activitySlug]
    query.batch = call.number(.activityImport)
    query.before = call.number(.before)
    query.from = arguments[.firstDay].flatMap(start)
    query.to = arguments[.lastDay].flatMap(start).map { $0 + secondsOfDay }
    if let from = query.from, let to = query.to, from >= to {
      let range = "\(arguments[.firstDay] ?? "")..\(arguments[.lastDay] ?? "")"
      throw .argument(
        .invalidValue(
          InvalidValue(parameter: Parameter.lastDay.name, value: range, reason: .backwards(range))))
    }
    let page = try call.askStaff { reader throws(DirectoryError) in try reader.activity(query) }
    return content(of: page) { write($1, to: &$0) }
  }

  /// Lists deletions. `restore` brings the record back as it was before.
  static func deletions(_ call: Call) throws(APIError) -> Content {
    let type = call.arguments[.activityType].flatMap { RecordType(rawValue: $0) }
    let page = try call.askStaff { reader throws(DirectoryError) in
      try reader.deletions(of: type, limit: call.arguments.limit, before: call.number(.before))
    }
    return content(of: page) { json, deletion in
      json.field("type", deletion.key.type.rawValue)
      json.field("slug", deletion.key.slug)
      json.field("name", deletion.name)
      json.field("at", deletion.revision.at.map { RFC3339.text($0) })
      json.field("author", deletion.revision.author)
      if let batch = deletion.revision.batch { json.field("import", Int(batch)) }
      json.object("links") {
        $0.field("revisions", Links.record(deletion.key) + "/revisions")
        $0.field("restore", Links.restore(deletion.revision.id, of: deletion.key))
      }
    }
  }

  private static func content(
    of page: HistoryPage<Activity>, _ write: (inout JSONWriter, Activity) -> Void
  ) -> Content {
    Content(
      bytes: JSONWriter.document(capacity: 256 + page.items.count * 512) { json in
        json.array("items", page.items) { json, item in json.object { write(&$0, item) } }
        json.fieldOrNull("next", page.next.map { String($0) })
      })
  }

  private static func write(_ activity: Activity, to json: inout JSONWriter) {
    json.field("type", activity.key.type.rawValue)
    json.field("slug", activity.key.slug)
    json.field("name", activity.name)
    RevisionRoutes.write(activity.revision, of: activity.key, to: &json)
  }

  private static let secondsOfDay: Int64 = 86_400

  /// Returns the first second of a day in UTC; nil if there is no such day, which the syntax excludes.
  private static func start(of day: String) -> Int64? {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else {
      return nil
    }
    return date.daysSince1970 * secondsOfDay
  }
}

extension Links {
  /// Returns the path to which a POST restores a revision.
  static func restore(_ revision: Int64, of key: RecordKey) -> String {
    record(key) + "/revisions/\(revision)/restore"
  }
}
