internal import Directory
internal import HTTPCore

/// A page or a record in the format that was asked for.
extension Call {
  func list<Item>(
    _ query: ListQuery, _ formats: RecordFormats<Item>,
    including included: ([Item]) throws(APIError) -> Included,
    _ read: @escaping @Sendable (any DirectoryReader, ListQuery) throws(DirectoryError) -> Page<Item>
  ) throws(APIError) -> Content {
    let page = try ask { reader throws(DirectoryError) in try read(reader, query) }
    if !arguments.saysHowMany, let whole = stream(page, query, formats, read) { return whole }
    let link = page.next.map { Links.next(of: self, from: $0) }
    switch format {
    // Atom is of feeds alone, and no list or record offers it.
    case .json, .atom: return ListJSON.content(page, including: try included(page.items), for: self, formats)
    case .csv: return Content(bytes: csv(page.items, formats), link: link, fileName: "\(formats.plural).csv")
    case .ndjson: return Content(bytes: formats.lines(page.items, arguments.fields), link: link)
    case .jsonld: return Content(bytes: linkedData(page.items, formats, try provenance()), link: link)
    case .vcf:
      var cards = VCardWriter()
      let source = try provenance()
      for item in page.items { cards.card { formats.card?(item, source, &$0) } }
      return Content(bytes: cards.bytes, link: link, fileName: "\(formats.plural).vcf")
    case .txt, .html, .css, .js, .linkset: return Content(bytes: table(page, formats), link: link)
    }
  }

  func record<Item>(
    _ item: Item, _ formats: RecordFormats<Item>, including included: Included,
    _ more: (inout JSONWriter) -> Void = { _ in }
  ) throws(APIError) -> Content {
    switch format {
    case .csv: return Content(bytes: csv([item], formats), fileName: "\(formats.plural).csv")
    case .ndjson: return Content(bytes: formats.lines([item], arguments.fields))
    case .vcf:
      var cards = VCardWriter()
      let source = try provenance()
      cards.card { formats.card?(item, source, &$0) }
      return Content(bytes: cards.bytes, fileName: "\(slug).vcf")
    case .txt, .html, .css, .js, .linkset:
      let values = formats.columns(showing: arguments.fields).map {
        (name: $0.name.description, value: $0.value(item).plain)
      }
      return Content(bytes: Array(TextTable.record(values).utf8))
    case .jsonld:
      let source = try provenance()
      return Content(
        bytes: document { json in
          json.field("@context", "https://schema.org")
          formats.linkedData?(item, source, &json)
        })
    case .json, .atom:
      return json(capacity: formats.octets) { json in
        formats.json(item, &json)
        more(&json)
        included.write(to: &json)
      }
    }
  }

  /// One record as JSON, of which only the fields that are wanted are written.
  func json(capacity: Int, _ write: (inout JSONWriter) -> Void) -> Content {
    // What was asked to be included is wanted, whichever fields are.
    let fields = arguments.fields.map { $0 + ["included"] }
    return Content(bytes: document(capacity: capacity, showing: fields, write))
  }

  /// A list without an end in sight, from its first page on: the whole of it, sent a stretch at a time. What a
  /// spreadsheet opens has no link to a next page; where all of it is on the first one, that is an answer like
  /// any other, with a tag and a length.
  private func stream<Item>(
    _ first: Page<Item>, _ query: ListQuery, _ formats: RecordFormats<Item>,
    _ read: @escaping RecordStream<Item>.Read
  ) -> Content? {
    let fields = arguments.fields
    switch format {
    case .ndjson:
      return Content(
        stream: RecordStream([], first, reader: reader, query: query, read: read) { items, output in
          output += formats.lines(items, fields)
        })
    case .csv where first.next != nil:
      let (delimiter, columns) = (arguments.delimiter, formats.columns(showing: fields))
      let header = csv([], formats)
      return Content(
        stream: RecordStream(header, first, reader: reader, query: query, read: read) { items, output in
          var csv = CSVWriter(delimiter: delimiter)
          for item in items { csv.row(columns.map { $0.value(item) }) }
          output += csv.bytes
        }, fileName: "\(formats.plural).csv")
    default: return nil
    }
  }

  private func csv<Item>(_ items: [Item], _ formats: RecordFormats<Item>) -> [UInt8] {
    var csv = CSVWriter(delimiter: arguments.delimiter, mark: arguments.flags.contains("bom"))
    let columns = formats.columns(showing: arguments.fields)
    csv.row(columns.map { .text($0.name.description) })
    for item in items { csv.row(columns.map { $0.value(item) }) }
    return csv.bytes
  }

  private func linkedData<Item>(
    _ items: [Item], _ formats: RecordFormats<Item>, _ source: Provenance
  ) -> [UInt8] {
    document(capacity: 256 + items.count * formats.octets) { json in
      json.field("@context", "https://schema.org")
      json.field("@type", "ItemList")
      json.field("numberOfItems", items.count)
      json.array("itemListElement", items) { json, item in
        json.object { formats.linkedData?(item, source, &$0) }
      }
    }
  }

  private func table<Item>(_ page: Page<Item>, _ formats: RecordFormats<Item>) -> [UInt8] {
    let columns = formats.columns(showing: arguments.fields).filter { arguments.fields != nil || $0.isShort }
    let rows = page.items.map { item in columns.map { $0.value(item).plain } }
    var text = TextTable.rows(columns.map(\.name.description), rows)
    text += "\n\(page.items.count) of \(page.total) \(formats.plural)\n"
    if let next = page.next { text += "next: \(Links.target(of: self, from: next))\n" }
    return Array(text.utf8)
  }
}
