/// Writes a directory item by item, so that only one of them is in memory. The items must come in the order
/// of a document: a record after those that it refers to, and each type by slug.
package struct RecordExport {
  private let format: TransferFormat
  private let type: RecordType?
  private var document = DocumentText()
  private var hasHeader = false

  /// - Parameter type: the type of all items, if they have the same.
  package init(_ format: TransferFormat, type: RecordType? = nil) {
    self.format = format
    self.type = type
  }

  package mutating func add(_ item: ExportItem, to output: inout [UInt8]) {
    switch format {
    case .json: document.add(item, to: &output)
    case .ndjson:
      JSONValue.object(Self.line(item)).writeCompact(to: &output)
      output.append(UInt8(ascii: "\n"))
    case .csv:
      // CSV has no table of former slugs.
      guard case .record(let record) = item else { return }
      writeHeader(record.key.type, to: &output)
      RecordRow.write(record, to: &output)
    }
  }

  package mutating func end(to output: inout [UInt8]) {
    if format == .json { document.end(to: &output) }
    if format == .csv, let type { writeHeader(type, to: &output) }
  }

  private mutating func writeHeader(_ type: RecordType, to output: inout [UInt8]) {
    if !hasHeader { RecordRow.writeHeader(type, to: &output) }
    hasHeader = true
  }

  private static func line(_ item: ExportItem) -> [JSONMember] {
    func typed(_ type: String, _ value: JSONValue) -> [JSONMember] {
      guard case .object(let members) = value else { return [] }
      return [JSONMember(name: "type", value: .string(type))] + members
    }
    switch item {
    case .record(let record): return typed(record.key.type.rawValue, DocumentJSON.json(record))
    case .former(let former):
      var members = typed(LineItems.formerSlugType, DocumentJSON.json(former))
      // The second member is the type of the record that had the slug.
      if members.count > 1 { members[1].name = "of" }
      return members
    }
  }
}
