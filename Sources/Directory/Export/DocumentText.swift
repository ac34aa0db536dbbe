/// Writes a document in pieces: the same bytes as `DocumentJSON.encode` writes at once.
struct DocumentText {
  let version: Int
  private enum Section: Int, CaseIterable {
    case offices, contacts, memberKinds, topicKinds, areas, fields, counties, topics, members, formerSlugs
  }

  private var section: Section?
  private var isEmpty = true

  init(version: Int) { self.version = version }

  /// - Parameter value: the item as JSON.
  mutating func add(_ item: ExportItem, _ value: JSONValue, to output: inout [UInt8]) {
    switch item {
    case .record(.organisation):
      output += "{\n  \"format\": \"\(DirectoryDocument.format)\",\n".utf8
      output += "  \"version\": \(version),\n  \"organisation\": ".utf8
      value.write(to: &output, depth: 1)
    case .record(let record): add(value, in: Self.section(of: record), to: &output)
    case .former: add(value, in: .formerSlugs, to: &output)
    }
  }

  mutating func end(to output: inout [UInt8]) {
    // A document without former slugs has no such section.
    if section != .formerSlugs { open(.members, in: &output) }
    close(in: &output)
    output += "\n}\n".utf8
  }

  private static func section(of record: DirectoryRecord) -> Section {
    switch record {
    case .organisation, .office: .offices
    case .contact: .contacts
    case .memberKind: .memberKinds
    case .topicKind: .topicKinds
    case .area: .areas
    case .field: .fields
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

  /// Opens `wanted`, and first writes the sections before it as empty.
  private mutating func open(_ wanted: Section, in output: inout [UInt8]) {
    for next in Section.allCases
    where (next == wanted || isWrittenEmpty(next)) && next.rawValue > (section?.rawValue ?? -1)
      && next.rawValue <= wanted.rawValue
    {
      if section != nil { close(in: &output) }
      output += ",\n  \"\(next)\": [".utf8
      (section, isEmpty) = (next, true)
    }
  }

  /// Version 1 has no kinds, and no areas but counties. Version 2 needn't have areas of either type. Neither
  /// needs fields.
  private func isWrittenEmpty(_ section: Section) -> Bool {
    let optional: [Section] =
      version > FirstVersion.version
      ? [.areas, .counties, .fields] : [.memberKinds, .topicKinds, .areas, .fields]
    return !optional.contains(section)
  }

  private func close(in output: inout [UInt8]) { output += isEmpty ? "]".utf8 : "\n  ]".utf8 }
}
