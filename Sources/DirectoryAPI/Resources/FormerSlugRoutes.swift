internal import Directory

/// The slugs that no longer identify a record. They are few, so the list isn't divided into pages.
enum FormerSlugRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let formers = try call.ask { reader throws(DirectoryError) in try reader.formerSlugs() }
    return Content(
      bytes: JSONWriter.document(capacity: 256 + formers.count * 128) { json in
        json.array("items", formers) { write($1, to: &$0) }
        json.field("total", formers.count)
        json.fieldOrNull("next", nil)
      })
  }

  static func write(_ former: FormerSlug, to json: inout JSONWriter) {
    json.object { json in
      json.field("type", former.type.rawValue)
      json.field("slug", former.slug)
      json.field("name", former.name)
      json.field("until", former.until)
      json.array("successors", former.successors) { $0.element($1) }
    }
  }
}
