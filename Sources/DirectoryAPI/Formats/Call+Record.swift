internal import Directory
internal import HTTPCore

extension Call {
  /// Writes one record in the format that the client chose.
  ///
  /// - Parameter more: writes fields that JSON has in addition to those of the presentation.
  func content<Item>(
    of item: Item, as presentation: RecordPresentation<Item>, including included: Included = .none,
    _ more: (inout JSONWriter) -> Void = { _ in }
  ) throws(APIError) -> Content {
    switch recordFormat {
    case .json:
      return json(of: presentation.record(item), capacity: presentation.typicalBytes) { json in
        presentation.writeJSON(item, &json)
        more(&json)
        included.write(to: &json)
      }
    case .csv: return Content(bytes: try csv([item], presentation), fileName: "\(presentation.plural).csv")
    case .ndjson: return Content(bytes: presentation.lines([item], showing: arguments.fields))
    case .jsonld:
      let source = try provenance()
      return Content(
        bytes: document { json in
          json.field("@context", "https://schema.org")
          presentation.writeLinkedData?(item, source, &json)
        })
    case .vcf:
      return Content(bytes: try cards([item], presentation, try provenance()), fileName: "\(slug).vcf")
    case .geojson: return Content(bytes: feature(item, presentation))
    case .txt:
      let values = try columns(of: presentation).map {
        (name: $0.name, value: $0.value(item).plain)
      }
      return Content(bytes: Array(TextTable.record(values).utf8))
    }
  }

  /// Returns one published record as JSON. The writer skips the fields that the client left out of `fields`.
  ///
  /// - Parameter record: the record for the state in the entity tag. It isn't made if `namesState` is
  ///   false.
  func json(
    of record: @autoclosure () -> DirectoryRecord, capacity: Int, _ write: (inout JSONWriter) -> Void
  ) -> Content {
    // A client that asks for `include` wants its result even if `fields` doesn't name it.
    let fields = arguments.fields.map { $0 + ["included"] }
    let json = document(capacity: capacity, showing: fields, write)
    return namesState ? Content(json: json, of: StoredRecord(record(), .published)) : Content(bytes: json)
  }
}
