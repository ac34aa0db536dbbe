/// Writes a directory item by item, so that only one of them is in memory. The items must come in the order
/// of a document: a record after those that it refers to, and each type by slug.
package struct RecordExport {
  private let format: TransferFormat
  private let type: RecordType?
  /// The languages of the directory, for the columns of CSV.
  private let languages: [String]
  private var document: DocumentText
  /// Nil for the current version.
  private var older: FirstVersion?
  private var hasHeader = false
  private let hidden: Set<String>
  private let fields: [Field]

  /// - Parameters:
  ///   - type: the type of all items, if they have the same.
  ///   - languages: the languages of the directory. In CSV, each but the first has columns of its own.
  ///   - version: the version of the document, for JSON and NDJSON: one of `DirectoryDocument.versions`.
  ///   - columns: columns that a table doesn't have.
  ///   - fields: the fields of members that a table has as columns.
  package init(
    _ format: TransferFormat, type: RecordType? = nil, languages: [String] = [],
    version: Int = DirectoryDocument.version, without columns: Set<String> = [], fields: [Field] = []
  ) {
    self.languages = languages
    hidden = columns
    self.format = format
    self.type = type
    self.fields = fields.ordered
    document = DocumentText(version: version)
    older = version == FirstVersion.version ? FirstVersion() : nil
  }

  /// Creates the export of a table with the columns that the directory has: those of its languages and its
  /// fields, and none of counties if it has none.
  package init(
    tableOf type: RecordType, from reader: any DirectoryReader
  ) throws(DirectoryError) {
    self.init(
      .csv, type: type, languages: try reader.organisation()?.languages ?? [],
      without: try reader.hasCounties() ? [] : ["county"],
      fields: type == .member ? try reader.fields() : [])
  }

  /// What an older version of the document doesn't have, in sentences.
  package var leftOut: [String] { older?.leftOut ?? [] }

  package mutating func add(_ item: ExportItem, to output: inout [UInt8]) {
    switch format {
    case .json:
      if let value = json(of: item) { document.add(item, value, to: &output) }
    case .ndjson:
      guard let value = json(of: item) else { return }
      JSONValue.object(Self.line(item, value)).writeCompact(to: &output)
      output.append(UInt8(ascii: "\n"))
    case .csv:
      // CSV has no table of former slugs.
      guard case .record(let record) = item else { return }
      writeHeader(record.key.type, to: &output)
      RecordRow.write(record, in: languages, without: hidden, fields, to: &output)
    }
  }

  package mutating func end(to output: inout [UInt8]) {
    if format == .json { document.end(to: &output) }
    if format == .csv, let type { writeHeader(type, to: &output) }
  }

  private mutating func writeHeader(_ type: RecordType, to output: inout [UInt8]) {
    if !hasHeader { RecordRow.writeHeader(type, in: languages, without: hidden, fields, to: &output) }
    hasHeader = true
  }

  /// Returns nil for an item that the version doesn't have.
  private mutating func json(of item: ExportItem) -> JSONValue? {
    if older != nil { return older?.json(of: item) }
    switch item {
    case .record(let record): return DocumentJSON.json(record)
    case .former(let former): return DocumentJSON.json(former)
    }
  }

  private static func line(_ item: ExportItem, _ value: JSONValue) -> [JSONMember] {
    func typed(_ type: String) -> [JSONMember] {
      guard case .object(let members) = value else { return [] }
      return [JSONMember(name: "type", value: .string(type))] + members
    }
    switch item {
    case .record(let record): return typed(record.key.type.rawValue)
    case .former:
      var members = typed(LineItems.formerSlugType)
      // The second member is the type of the record that had the slug.
      if members.count > 1 { members[1].name = "of" }
      return members
    }
  }
}
