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

  /// Answers for a record that isn't published: staff get its draft, if there is one.
  ///
  /// - Parameter error: what the handler threw. It is thrown again unless the record was deleted, which is a
  ///   410.
  static func draft(
    _ key: RecordKey, insteadOf error: APIError, for call: Call
  ) throws(APIError) -> Content {
    if call.isStaff {
      let draft = try call.askStaff { reader throws(DirectoryError) in try reader.draft(key) }
      if let draft {
        // A draft may lack any field, so it can't be written as a table or a card.
        guard call.format == .json else {
          throw .negotiation(.notAcceptable(offers: [.json], suffix: call.hasSuffix ? call.format : nil))
        }
        return DraftJSON.content(draft)
      }
    }
    let isGone = try call.ask { reader throws(DirectoryError) in try reader.wasDeleted(key) }
    throw isGone ? .lookup(.deleted(key)) : error
  }
}
