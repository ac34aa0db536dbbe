/// One thing that an export holds.
package enum ExportItem: Sendable {
  case record(DirectoryRecord)
  case former(FormerSlug)
}

/// Writes a directory as text, item by item, so that memory holds one of them. The items come in the order of
/// a document: what is referred to first, each kind by slug.
package struct RecordExport {
  private let format: TransferFormat
  private let type: RecordType?
  private var document = DocumentText()
  private var hasHeader = false

  /// - Parameter type: of all items, where they are of one.
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
      // What became of a slug is no row of any table.
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
      // Its own type is the second.
      if members.count > 1 { members[1].name = "of" }
      return members
    }
  }
}

/// The document's text in pieces: the same octets as `DocumentJSON.encode` makes of the whole.
private struct DocumentText {
  private enum Section: Int, CaseIterable {
    case offices, contacts, counties, topics, members, formerSlugs
  }

  private var section: Section?
  private var isEmpty = true

  mutating func add(_ item: ExportItem, to output: inout [UInt8]) {
    switch item {
    case .record(.organisation(let organisation)):
      output += "{\n  \"format\": \"\(DirectoryDocument.format)\",\n".utf8
      output += "  \"version\": \(DirectoryDocument.version),\n  \"organisation\": ".utf8
      DocumentJSON.json(organisation).write(to: &output, depth: 1)
    case .record(let record): add(DocumentJSON.json(record), in: Self.section(of: record), to: &output)
    case .former(let former): add(DocumentJSON.json(former), in: .formerSlugs, to: &output)
    }
  }

  mutating func end(to output: inout [UInt8]) {
    // Without former slugs there is no such name.
    if section != .formerSlugs { open(.members, in: &output) }
    close(in: &output)
    output += "\n}\n".utf8
  }

  private static func section(of record: DirectoryRecord) -> Section {
    switch record {
    case .organisation, .office: .offices
    case .contact: .contacts
    case .county: .counties
    case .topic: .topics
    case .member: .members
    }
  }

  private mutating func add(_ value: JSONValue, in section: Section, to output: inout [UInt8]) {
    open(section, in: &output)
    output += isEmpty ? "\n    ".utf8 : ",\n    ".utf8
    value.write(to: &output, depth: 2)
    isEmpty = false
  }

  /// With those before it, which then hold nothing.
  private mutating func open(_ wanted: Section, in output: inout [UInt8]) {
    for next in Section.allCases
    where next.rawValue > (section?.rawValue ?? -1) && next.rawValue <= wanted.rawValue {
      if section != nil { close(in: &output) }
      output += ",\n  \"\(next)\": [".utf8
      (section, isEmpty) = (next, true)
    }
  }

  private func close(in output: inout [UInt8]) { output += isEmpty ? "]".utf8 : "\n  ]".utf8 }
}
