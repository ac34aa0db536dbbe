internal import Directory

enum DraftRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let drafts = try call.askStaff { reader throws(DirectoryError) in try reader.drafts() }
    return Content(
      bytes: JSONWriter.document { json in
        json.array("items", drafts) { json, draft in
          json.object {
            $0.field("type", draft.key.type.rawValue)
            $0.field("slug", draft.key.slug)
            $0.field("name", draft.name)
            $0.object("links") { $0.field("self", Links.record(draft.key)) }
          }
        }
        json.field("total", drafts.count)
        json.fieldOrNull("next", nil)
      })
  }

  /// What stands where no published record is: a draft for staff, a note that it is gone for all others, or
  /// what the handler said.
  static func draft(
    _ key: RecordKey, insteadOf error: APIError, for call: Call
  ) throws(APIError) -> Content {
    if call.isStaff {
      let draft = try call.askStaff { reader throws(DirectoryError) in try reader.draft(key) }
      if let draft {
        // What may lack anything has no columns and no card.
        guard call.format == .json else {
          throw .negotiation(.notAcceptable(offers: [.json], suffix: call.hasSuffix ? call.format : nil))
        }
        return Content(bytes: DraftJSON.document(draft))
      }
    }
    let isGone = try call.ask { reader throws(DirectoryError) in try reader.wasDeleted(key) }
    throw isGone ? .lookup(.deleted(key)) : error
  }
}
