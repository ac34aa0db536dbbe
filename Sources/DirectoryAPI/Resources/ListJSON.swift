internal import Directory

/// A list as every list of the API looks: `{items, total, next}`, `next` null on the last page; `facets` and
/// `included` where they were asked for.
enum ListJSON {
  static func content<Item>(
    _ page: Page<Item>, including included: Included, for call: Call, _ formats: RecordFormats<Item>
  ) -> Content {
    let bytes = call.document(capacity: capacity(for: page.items.count, formats)) { json in
      json.array("items", page.items) { json, item in
        json.object(showing: call.arguments.fields) { formats.json(item, &$0) }
      }
      writeRest(of: page, including: included, to: &json)
    }
    return Content(bytes: bytes, link: page.next.map { Links.next(of: call, from: $0) })
  }

  /// Members straight from the store into the JSON.
  static func ofMembers(_ query: ListQuery, for call: Call) throws(APIError) -> Content {
    var rest = Page<Never>(items: [], total: 0, next: nil)
    // Most pages are full; a few that are not leave some of the room.
    let capacity = capacity(for: min(query.limit, 50), MemberFormats.all)
    let bytes = try call.document(capacity: capacity) { json throws(APIError) in
      try json.array("items") { json throws(APIError) in
        rest = try call.ask { reader throws(DirectoryError) in
          try reader.withMembers(query) { member in
            json.object(showing: call.arguments.fields) { MemberJSON.write(member, to: &$0) }
          }
        }
      }
      writeRest(of: rest, including: .none, to: &json)
    }
    return Content(bytes: bytes, link: rest.next.map { Links.next(of: call, from: $0) })
  }

  /// Room for all of it at once, from what items usually take: growing would copy it time and again.
  private static func capacity<Item>(for items: Int, _ formats: RecordFormats<Item>) -> Int {
    256 + items * formats.octets
  }

  private static func writeRest<Item>(
    of page: Page<Item>, including included: Included, to json: inout JSONWriter
  ) {
    json.field("total", page.total)
    json.fieldOrNull("next", page.next?.text)
    if !page.facets.isEmpty { json.object("facets") { writeFacets(page.facets, to: &$0) } }
    included.write(to: &json)
  }

  private static func writeFacets(_ facets: [Facet], to json: inout JSONWriter) {
    for facet in facets {
      json.array(named: facet.field, facet.values) { json, value in
        json.object {
          $0.field("value", value.value)
          $0.field("name", value.name)
          $0.field("count", value.count)
          $0.field("selected", value.isSelected)
        }
      }
    }
  }
}
