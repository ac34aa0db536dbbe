internal import Directory

/// A list as every list of the API looks: `{items, total, next}`, `next` null on the last page.
enum ListJSON {
  static func content<Item>(
    _ page: Page<Item>, for call: Call, octetsPerItem: Int, _ write: (Item, inout JSONWriter) -> Void
  ) -> Content {
    // Room for all of it at once, from what items usually take: growing would copy it time and again.
    let bytes = JSONWriter.document(capacity: 256 + page.items.count * octetsPerItem) { json in
      json.array("items", page.items) { json, item in
        json.object { write(item, &$0) }
      }
      json.field("total", page.total)
      json.fieldOrNull("next", page.next?.text)
    }
    return Content(bytes: bytes, link: page.next.map { Links.next(of: call, from: $0) })
  }
}
