internal import Directory

/// Writes a page of a list as JSON, row by row: `{items, total, next}`, with `next` null on the last page,
/// and with `facets` and `included` if the client asked for them.
struct ListJSON {
  private var json: JSONWriter
  private let fields: [String]?
  private let isPretty: Bool

  /// - Parameters:
  ///   - rows: the expected number of rows. The buffer gets room for all of them at once, because growing it
  ///     would copy it several times.
  ///   - typicalBytes: the typical size of a row.
  init(for call: Call, rows: Int, typicalBytes: Int) {
    fields = call.arguments.fields
    isPretty = call.arguments.isPretty
    json = JSONWriter(capacity: 256 + rows * typicalBytes)
    json.beginDocument()
    json.beginArray("items")
  }

  /// Writes the next item, with the fields that the client asked for.
  mutating func row(_ write: (inout JSONWriter) -> Void) {
    json.object(showing: fields, write)
  }

  /// Ends the list and returns it.
  ///
  /// - Parameters:
  ///   - page: the page whose rows have been written. Its items aren't looked at.
  ///   - link: the value of the `Link` field.
  ///   - joinedUnknown: the number of members that may have joined after the day that `at` names; nil for any
  ///     other list.
  mutating func content<Item>(
    _ page: Page<Item>, _ link: String?, including included: Included = .none, joinedUnknown: Int? = nil
  ) -> Content {
    json.endArray()
    json.field("total", page.total)
    if let joinedUnknown { json.field("joinedUnknown", joinedUnknown) }
    json.fieldOrNull("next", page.next?.text)
    if !page.facets.isEmpty { json.object("facets") { Self.writeFacets(page.facets, to: &$0) } }
    included.write(to: &json)
    let bytes = json.endDocument()
    return Content(bytes: isPretty ? PrettyJSON.format(bytes) : bytes, link: link)
  }

  private static func writeFacets(_ facets: [Facet], to json: inout JSONWriter) {
    for facet in facets {
      json.array(named: facet.field, facet.values) { json, value in
        json.object {
          $0.field("value", value.value)
          $0.field("name", value.name)
          $0.field("count", value.count)
          $0.field("selected", value.isSelected)
          $0.field("language", value.language)
        }
      }
    }
  }
}
