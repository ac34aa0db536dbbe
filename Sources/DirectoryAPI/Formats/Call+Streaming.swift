internal import Directory
internal import HTTPCore

extension Call {
  /// Returns a whole list as a stream, or nil if the format isn't streamed.
  ///
  /// NDJSON is always streamed. The others are streamed only if the list doesn't fit on the first
  /// page, because a spreadsheet or an address book can't follow a link to the next one; a short list is an
  /// ordinary answer with a length.
  func stream<Item>(
    of resource: RecordResource<Item>, _ query: ListQuery, from first: Page<Item>
  ) throws(APIError) -> Content? {
    let (presentation, fields) = (resource.presentation, arguments.fields)
    let isLong = first.next != nil
    switch recordFormat {
    case .ndjson:
      return Content(
        stream: try recordStream(of: resource, RecordFrame(), query, from: first) {
          items, output in output += presentation.lines(items, showing: fields)
        })
    case .csv where isLong:
      let (delimiter, columns) = (arguments.delimiter, try columnsOfTable(presentation))
      let frame = RecordFrame(opening: try csv([], presentation))
      return Content(
        stream: try recordStream(of: resource, frame, query, from: first) {
          items, output in
          var csv = CSVWriter(delimiter: delimiter)
          for item in items { csv.row(columns.map { $0.value(item) }) }
          output += csv.bytes
        }, fileName: "\(presentation.plural).csv")
    // Indented JSON is made from the whole text.
    case .jsonld where isLong && !arguments.isPretty:
      return try linkedData(of: resource, query, from: first, try provenance())
    case .vcf where isLong: return try cards(of: resource, query, from: first, try provenance())
    case .geojson where isLong && !arguments.isPretty:
      let frame = RecordFrame(
        opening: Self.openFeatures(), separator: [Byte.comma], closing: Array("]}\n".utf8))
      return Content(
        stream: try recordStream(of: resource, frame, query, from: first) {
          items, output in
          var json = JSONWriter(capacity: items.count * presentation.typicalBytes)
          for item in items {
            json.object { Self.writeFeature(item, presentation, showing: fields, to: &$0) }
          }
          output += json.bytes
        })
    default: return nil
    }
  }

  private func recordStream<Item>(
    of resource: RecordResource<Item>, _ frame: RecordFrame, _ query: ListQuery, from first: Page<Item>,
    write: @escaping RecordStream<Item>.Write
  ) throws(APIError) -> RecordStream<Item> {
    try APIError.wrapping { () throws(DirectoryError) in
      try RecordStream(
        frame, first, reader: reader, query: query, read: resource.readPage, write: write)
    }
  }

  private func cards<Item>(
    of resource: RecordResource<Item>, _ query: ListQuery, from first: Page<Item>, _ source: Provenance
  ) throws(APIError) -> Content {
    let presentation = resource.presentation
    return Content(
      stream: try recordStream(of: resource, RecordFrame(), query, from: first) {
        [reader] items, output throws(DirectoryError) in
        output += try Self.cards(items, presentation, source, reader)
      }, fileName: "\(presentation.plural).vcf")
  }

  private func linkedData<Item>(
    of resource: RecordResource<Item>, _ query: ListQuery, from first: Page<Item>, _ source: Provenance
  ) throws(APIError) -> Content {
    let presentation = resource.presentation
    var opening = JSONWriter(capacity: 256)
    opening.beginDocument()
    Self.writeListFields(first.total, to: &opening)
    opening.beginArray("itemListElement")
    let frame = RecordFrame(
      opening: opening.bytes, separator: [Byte.comma], closing: Array("]}\n".utf8))
    return Content(
      stream: try recordStream(of: resource, frame, query, from: first) {
        items, output in
        var json = JSONWriter(capacity: items.count * presentation.typicalBytes)
        for item in items { json.object { presentation.writeLinkedData?(item, source, &$0) } }
        output += json.bytes
      })
  }
}
