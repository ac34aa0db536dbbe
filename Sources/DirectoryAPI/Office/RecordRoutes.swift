internal import Directory

/// Searches over published records and drafts, for staff.
enum RecordRoutes {
  static let parameters: [Parameter] = [.searchText, .foundTypes, .status, .searchLimit]
  static let duplicateParameters: [Parameter] = [
    .duplicateType, .duplicateName, .duplicateIdentifier, .duplicateWebsite, .except,
  ]

  static func search(_ call: Call) throws(APIError) -> Content {
    guard let text = call.arguments[.searchText] else { throw .argument(.missingSearchText) }
    let types = call.arguments[.foundTypes].flatMap { RecordType(rawValue: $0) }
    let query = RecordQuery(
      text: text, types: types.map { [$0] } ?? [],
      status: call.arguments[.status].flatMap { RecordStatus(rawValue: $0) }, limit: call.arguments.limit)
    let found = try call.askStaff { reader throws(DirectoryError) in try reader.records(query) }
    return Content(
      bytes: JSONWriter.document(capacity: 256 + found.items.count * 256) { json in
        json.array("items", found.items) { json, item in
          json.object {
            OverviewRoutes.write(item.record, to: &$0)
            $0.field("kind", item.kind)
            $0.field("status", item.status.rawValue)
            $0.object("links") { $0.field("self", Links.record(item.record.key)) }
          }
        }
        json.field("total", found.total.count)
        json.field("totalIsExact", found.total.isExact)
        json.fieldOrNull("next", nil)
      })
  }

  /// Lists records that may be the same as one that is being written, for a warning.
  static func duplicates(_ call: Call) throws(APIError) -> Content {
    var query = DuplicateQuery(
      type: call.arguments[.duplicateType].flatMap { RecordType(rawValue: $0) } ?? .member)
    query.name = call.arguments[.duplicateName]
    query.identifier = call.arguments[.duplicateIdentifier]
    query.website = call.arguments[.duplicateWebsite]
    query.except = call.arguments[.except]
    let found = try call.askStaff { reader throws(DirectoryError) in try reader.duplicates(query) }
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", found) { json, item in
          json.object {
            OverviewRoutes.write(item.record, to: &$0)
            $0.field("status", item.status.rawValue)
            $0.array("reasons", item.reasons) { $0.element($1.rawValue) }
            $0.object("links") { $0.field("self", Links.record(item.record.key)) }
          }
        }
        json.field("total", found.count)
        json.fieldOrNull("next", nil)
      })
  }
}
