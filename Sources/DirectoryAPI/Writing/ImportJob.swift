internal import Directory
internal import HTTPCore

/// `POST /import`: many records, all of them or none.
struct ImportJob: WriteJob {
  /// A dry run lists this many changes and only counts the others.
  private static let listedChanges = 1000

  let format: TransferFormat
  let type: RecordType?
  let columns: ColumnChoices
  let content: [UInt8]
  let author: Author
  let isDryRun: Bool
  let createsMissing: Bool
  /// The confirmation of a dry run; nil for an import that confirms none.
  let confirmation: String?
  /// The parameters that the confirmation is about.
  let parameters: [String]
  let attempt: Attempt?

  var isLong: Bool { true }

  static func format(of media: MediaType?) -> TransferFormat {
    switch media.map({ "\($0.subtype)" }) {
    case "csv", "tab-separated-values": .csv
    case "x-ndjson": .ndjson
    default: .json
    }
  }

  func run(with editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    let shown = try shown(in: editor.reader)
    if let confirmation, confirmation != shown?.text { throw .writing(.importChanged) }
    var rest = content[...]
    var listed: [ImportChange] = []
    var records = RecordImport(
      format, type: type, columns: columns, createsMissing: createsMissing,
      from: {
        defer { rest = [] }
        return Array(rest)
      }, by: author
    ) { change in
      if isDryRun, listed.count < Self.listedChanges { listed.append(change) }
    }
    let summary: ImportSummary
    do { summary = try records.run(with: editor) } catch { throw .directory(error) }
    guard summary.faults.isEmpty else { throw .writing(.importFaults(summary.faults)) }
    let kept = KeptResponse(content: document(summary, listed, shown))
    try attempt?.keep(kept, by: editor)
    return EditResult(kept.response, keeps: !isDryRun)
  }

  private static func write(_ notes: [ImportNote], to json: inout JSONWriter) {
    json.array("notes", notes) { json, note in
      json.object {
        $0.field("line", note.line)
        $0.field("column", note.place.name)
        $0.field("message", note.message)
      }
    }
  }

  /// Returns what a dry run shows, from before it writes anything; nil for an import that confirms none.
  private func shown(in reader: any DirectoryReader) throws(APIError) -> ImportConfirmation? {
    guard isDryRun || confirmation != nil else { return nil }
    return try APIError.wrapping { () throws(DirectoryError) in
      try ImportConfirmation(of: content, as: format, parameters, in: reader)
    }
  }

  private func document(
    _ summary: ImportSummary, _ listed: [ImportChange], _ shown: ImportConfirmation?
  ) -> [UInt8] {
    JSONWriter.document { json in
      if isDryRun {
        json.field("dryRun", true)
      } else if let id = summary.id {
        json.field("import", Int(id))
      }
      json.field("created", summary.created)
      json.field("updated", summary.updated)
      json.field("unchanged", summary.unchanged)
      if let table = summary.table {
        json.object("table") { json in
          json.field("encoding", table.encoding.rawValue)
          json.field("delimiter", table.delimiter)
          json.array("columns", table.columns) { json, column in
            json.object {
              $0.field("name", column.name)
              $0.field("field", column.field)
            }
          }
        }
      }
      if !summary.notes.isEmpty { Self.write(summary.notes, to: &json) }
      if isDryRun {
        write(listed, of: summary, shown, to: &json)
      } else if let id = summary.id {
        json.object("links") { $0.field("undo", "/imports/\(id)/undo") }
      }
    }
  }

  /// Writes what a dry run would change.
  private func write(
    _ listed: [ImportChange], of summary: ImportSummary, _ shown: ImportConfirmation?,
    to json: inout JSONWriter
  ) {
    json.array("changes", listed) { json, change in
      json.object {
        $0.field("line", change.line)
        $0.field("type", change.key.type.rawValue)
        $0.field("slug", change.key.slug)
        if change.isFormerSlug { $0.field("formerSlug", true) }
        $0.field("would", change.isNew ? "create" : "update")
        $0.field("changes", FieldChangeJSON.value(change.changes))
      }
    }
    let total = summary.created + summary.updated
    json.field("total", total)
    json.field("truncated", total > listed.count)
    json.field("confirmation", shown?.text)
  }
}
