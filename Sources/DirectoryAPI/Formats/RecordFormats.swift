internal import Directory

/// How one kind of record is written in each format.
struct RecordFormats<Item: Sendable>: Sendable {
  /// Its file name, and its word in a table's last line.
  let plural: StaticString
  /// What a record of the shipped directory takes as JSON, rounded up.
  let octets: Int
  let json: @Sendable (Item, inout JSONWriter) -> Void
  let columns: [Column]
  let linkedData: (@Sendable (Item, Provenance, inout JSONWriter) -> Void)?
  let card: (@Sendable (Item, Provenance, inout VCardWriter) -> Void)?

  init(
    _ plural: StaticString, octets: Int, json: @escaping @Sendable (Item, inout JSONWriter) -> Void,
    columns: [Column], linkedData: (@Sendable (Item, Provenance, inout JSONWriter) -> Void)? = nil,
    card: (@Sendable (Item, Provenance, inout VCardWriter) -> Void)? = nil
  ) {
    self.plural = plural
    self.octets = octets
    self.json = json
    self.columns = columns
    self.linkedData = linkedData
    self.card = card
  }

  /// A column of a table, CSV or plain text.
  struct Column: Sendable {
    let name: StaticString
    /// The field of the JSON item that it shows; `fields` names these.
    let field: StaticString
    /// Whether a table on a terminal has room for it.
    let isShort: Bool
    let value: @Sendable (Item) -> Cell

    init(
      _ name: StaticString, of field: StaticString? = nil, isShort: Bool = true,
      _ value: @escaping @Sendable (Item) -> Cell
    ) {
      self.name = name
      self.field = field ?? name
      self.isShort = isShort
      self.value = value
    }
  }

  /// NDJSON.
  func lines(_ items: [Item], _ fields: [String]?) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(items.count * octets)
    for item in items { output += JSONWriter.document(capacity: octets, showing: fields) { json(item, &$0) } }
    return output
  }

  func columns(showing fields: [String]?) -> [Column] {
    guard let fields else { return columns }
    return columns.filter { fields.contains($0.field.description) }
  }
}
