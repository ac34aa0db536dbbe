internal import Directory
internal import HTTPCore

extension Call {
  /// Reads a page of a list and writes it in the format that the client chose.
  func page<Item>(of resource: RecordResource<Item>) throws(APIError) -> Content {
    try page(of: resource, arguments.query)
  }

  /// Does the same for a query that the path has narrowed.
  func page<Item>(of resource: RecordResource<Item>, _ query: ListQuery) throws(APIError) -> Content {
    let page = try ask { reader throws(DirectoryError) in try resource.readPage(reader, query) }
    if !arguments.saysHowMany, let stream = try stream(of: resource, query, from: page) { return stream }
    let presentation = resource.presentation
    let link = page.next.map { Links.next(of: self, from: $0) }
    try requireRoom(for: link)
    switch recordFormat {
    case .json:
      var list = ListJSON(for: self, rows: page.items.count, typicalBytes: presentation.typicalBytes)
      for item in page.items { list.row { presentation.writeJSON(item, &$0) } }
      return list.content(page, link, including: try Included(in: page.items, of: resource, for: self))
    case .csv:
      return Content(
        bytes: try csv(page.items, presentation), link: link, fileName: "\(presentation.plural).csv")
    case .ndjson: return Content(bytes: presentation.lines(page.items, showing: arguments.fields), link: link)
    case .jsonld: return Content(bytes: linkedData(page, presentation, try provenance()), link: link)
    case .vcf:
      let cards = try cards(page.items, presentation, try provenance())
      return Content(bytes: cards, link: link, fileName: "\(presentation.plural).vcf")
    case .geojson: return Content(bytes: features(page, presentation), link: link)
    case .txt: return Content(bytes: try table(page, presentation), link: link)
    }
  }

  /// Reads a page of what belongs to the member in the path.
  ///
  /// The member is read first, although the filter looks it up again: an unknown member in the path is a 404
  /// or, for a former slug, a redirect, while an unknown member in a filter is a 400.
  ///
  /// - Parameter sort: the order if the client has asked for none.
  func page<Item>(of resource: RecordResource<Item>, ofMemberBy sort: [SortKey]) throws(APIError) -> Content {
    let member = try existing(MemberRoutes.members)
    var query = arguments.query
    query.clauses.insert(Clause("member", member.slug), at: 0)
    if query.sort.isEmpty { query.sort = sort }
    return try page(of: resource, query)
  }

  /// Throws if the link to the next page doesn't fit into the head of a response and the content has none:
  /// the client would take the page for the last one.
  private func requireRoom(for link: String?) throws(APIError) {
    guard let link, link.utf8.count + "Link: \r\n".utf8.count > Links.mostBytes else { return }
    switch recordFormat {
    case .json, .txt: return
    case .csv, .ndjson, .jsonld, .vcf, .geojson: throw .argument(.queryTooLongForPages)
    }
  }

  /// The format of a list or a record. Their routes offer no other (`RouteTests` checks it), so the default
  /// is never used.
  var recordFormat: RecordFormat { if case .record(let format) = format { format } else { .json } }

  /// Returns the columns of the fields that the client chose, or of all. A directory without counties has no
  /// column for them.
  func columns<Item>(
    of presentation: RecordPresentation<Item>
  ) throws(APIError) -> [RecordPresentation<Item>.Column] {
    let custom =
      presentation.customColumns == nil
      ? [] : try ask { reader throws(DirectoryError) in try reader.fields() }
    let columns = presentation.columns(showing: arguments.fields, custom: custom)
    guard arguments.fields == nil, columns.contains(where: { CountyWords.isName($0.name) }),
      (try? reader.hidesCounties()) == true
    else { return columns }
    return columns.filter { !CountyWords.isName($0.name) }
  }

  func csv<Item>(
    _ items: [Item], _ presentation: RecordPresentation<Item>
  ) throws(APIError) -> [UInt8] {
    var csv = CSVWriter(delimiter: arguments.delimiter, mark: arguments.flags.contains("bom"))
    let columns = try columnsOfTable(presentation)
    csv.row(columns.map { .text($0.name) })
    for item in items { csv.row(columns.map { $0.value(item) }) }
    return csv.bytes
  }

  private func linkedData<Item>(
    _ page: Page<Item>, _ presentation: RecordPresentation<Item>, _ source: Provenance
  ) -> [UInt8] {
    document(capacity: 256 + page.items.count * presentation.typicalBytes) { json in
      Self.writeListFields(page.total, to: &json)
      json.array("itemListElement", page.items) { json, item in
        json.object { presentation.writeLinkedData?(item, source, &$0) }
      }
    }
  }

  static func writeListFields(_ total: Int, to json: inout JSONWriter) {
    json.field("@context", "https://schema.org")
    json.field("@type", "ItemList")
    json.field("numberOfItems", total)
  }

  private func table<Item>(
    _ page: Page<Item>, _ presentation: RecordPresentation<Item>
  ) throws(APIError) -> [UInt8] {
    let columns = try columns(of: presentation).filter {
      arguments.fields != nil || $0.isShort
    }
    let rows = page.items.map { item in columns.map { $0.value(item).plain } }
    var text = TextTable.rows(columns.map(\.name), rows)
    text += "\n\(page.items.count) of \(page.total) \(presentation.plural)\n"
    if let next = page.next { text += "next: \(Links.target(of: self, from: next))\n" }
    return Array(text.utf8)
  }
}
