internal import Directory

/// A list as every list of the API looks: `{items, total, next}`, `next` null on the last page; `facets` and
/// `included` where they were asked for.
enum ListJSON {
  static func content<Item>(
    _ page: Page<Item>, including included: Included, for call: Call, _ formats: RecordFormats<Item>
  ) -> Content {
    // Room for all of it at once, from what items usually take: growing would copy it time and again.
    let bytes = call.document(capacity: 256 + page.items.count * formats.octets) { json in
      json.array("items", page.items) { json, item in
        json.object(showing: call.arguments.fields) { formats.json(item, &$0) }
      }
      json.field("total", page.total)
      json.fieldOrNull("next", page.next?.text)
      if !page.facets.isEmpty { json.object("facets") { writeFacets(page.facets, to: &$0) } }
      included.write(to: &json)
    }
    return Content(bytes: bytes, link: page.next.map { Links.next(of: call, from: $0) })
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
