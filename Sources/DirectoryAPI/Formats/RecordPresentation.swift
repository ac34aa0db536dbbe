internal import Directory

/// How one kind of record is written in each format.
struct RecordPresentation<Item: Sendable>: Sendable {
  let type: RecordType
  /// The name of a downloaded file, and the noun in the last line of a text table.
  let plural: StaticString
  /// The typical size of one record as JSON, for reserving the buffer: that of the shipped directory, rounded
  /// up.
  let typicalBytes: Int
  let writeJSON: @Sendable (Item, inout JSONWriter) -> Void
  /// Returns the record in the form in which it is written.
  let record: @Sendable (Item) -> DirectoryRecord
  /// The columns of CSV and of text tables.
  let columns: [Column]
  /// Returns the columns of the fields that the directory defines; nil for records that have none.
  let customColumns: (@Sendable (Field) -> Column)?
  /// Nil if no route of this record offers JSON-LD.
  let writeLinkedData: (@Sendable (Item, Provenance, inout JSONWriter) -> Void)?
  /// Nil if no route of this record offers vCard.
  let card: Card?
  /// Nil if no route of this record offers GeoJSON.
  let feature: Feature?

  init(
    _ plural: StaticString, of type: RecordType, typicalBytes: Int,
    json: @escaping @Sendable (Item, inout JSONWriter) -> Void,
    record: @escaping @Sendable (Item) -> DirectoryRecord, columns: [Column],
    customColumns: (@Sendable (Field) -> Column)? = nil,
    linkedData: (@Sendable (Item, Provenance, inout JSONWriter) -> Void)? = nil, card: Card? = nil,
    feature: Feature? = nil
  ) {
    self.plural = plural
    self.type = type
    self.typicalBytes = typicalBytes
    writeJSON = json
    self.record = record
    self.columns = columns
    self.customColumns = customColumns
    writeLinkedData = linkedData
    self.card = card
    self.feature = feature
  }

  /// What a map needs to know of a record.
  struct Feature: Sendable {
    let id: @Sendable (Item) -> String
    let location: @Sendable (Item) -> Location?
  }

  struct Card: Sendable {
    /// Returns the records that the card of an item shows.
    let shownRecords: @Sendable (Item) -> [RecordKey]
    let write: @Sendable (Item, Provenance, inout VCardWriter) -> Void
  }

  struct Column: Sendable {
    let name: String
    /// The field of the JSON record that the column shows. The parameter `fields` names these.
    let field: String
    /// True if a table on a terminal has room for the column.
    let isShort: Bool
    let value: @Sendable (Item) -> Cell

    init(
      _ name: String, of field: String? = nil, isShort: Bool = true,
      _ value: @escaping @Sendable (Item) -> Cell
    ) {
      self.name = name
      self.field = field ?? name
      self.isShort = isShort
      self.value = value
    }
  }

  /// Returns the records as NDJSON, with the given fields or, if `fields` is nil, with all of them.
  func lines(_ items: [Item], showing fields: [String]?) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(items.count * typicalBytes)
    for item in items {
      output += JSONWriter.document(capacity: typicalBytes, showing: fields) { writeJSON(item, &$0) }
    }
    return output
  }

  /// Returns the columns of the given fields, or all columns if `fields` is nil.
  ///
  /// - Parameter custom: the fields that the directory defines.
  func columns(showing fields: [String]?, custom: [Field]) -> [Column] {
    let columns = columns + (customColumns.map { custom.ordered.map($0) } ?? [])
    guard let fields else { return columns }
    return columns.filter { fields.contains($0.field) }
  }
}
