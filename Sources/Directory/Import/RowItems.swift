/// Reads the rows of a table: CSV, or the same with tabs, as spreadsheets write it. The first row names the
/// columns.
final class RowItems: ImportItems {
  private let file: ImportBytes
  private let givenType: RecordType?
  private let choices: ColumnChoices
  /// The fields that the directory defines for members, which may be columns. Set them before the first row
  /// is read.
  var fields: [Field] = []
  /// The default language of the directory, that of the texts of a table.
  var language: String?
  private var rows: TableRows?
  private var header: TableHeader?
  private var waiting: [ImportItem] = []
  /// What the table is; nil before the header is read, and if it can't be.
  private(set) var description: TableDescription?

  init(_ file: @escaping ImportBytes, type: RecordType?, _ choices: ColumnChoices) {
    self.file = file
    givenType = type
    self.choices = choices
  }

  func next() throws(DirectoryError) -> ImportItem? {
    if header == nil {
      do throws(TableError) { try begin() } catch {
        switch error {
        case .fault(let line, let fault): return ImportItem(line: line, content: .fault(fault))
        case .reading(let error): throw error
        }
      }
    }
    if !waiting.isEmpty { return waiting.removeFirst() }
    guard let header else { return nil }
    while let row = rows?.next() {
      if row.isBlank, !row.isOpen { continue }
      return ImportItem(line: row.line, content: content(row, header), place: TablePlace(row: row.number))
    }
    return nil
  }

  private enum TableError: Error {
    case fault(line: Int, DocumentFault)
    case reading(DirectoryError)
  }

  /// Reads the whole file, since its encoding can't be known before its end, and then the header.
  private func begin() throws(TableError) {
    guard rows == nil else { return }
    var bytes: [UInt8] = []
    do throws(DirectoryError) {
      while case let more = try file(), !more.isEmpty {
        if bytes.isEmpty { bytes = more } else { bytes += more }
      }
    } catch { throw .reading(error) }
    let text: TableText
    do throws(DocumentFault) { text = try TableText(bytes) } catch {
      rows = TableRows([])
      throw .fault(line: 1, error)
    }
    var rows = TableRows(text.bytes)
    defer { self.rows = rows }
    while let row = rows.next() {
      if row.isBlank { continue }
      do throws(DocumentFault) { header = try TableHeader(row, type: givenType, choices, fields) } catch {
        throw .fault(line: row.line, error)
      }
      break
    }
    guard let header else { return }
    description = TableDescription(
      encoding: text.encoding, delimiter: rows.delimiterName,
      columns: header.columns.map { column in
        let field = column.field.flatMap { RowFields.isRead($0, of: header.type) ? $0 : nil }
        return TableDescription.Column(name: column.name, field: field)
      })
    waiting = header.faults.map { ImportItem(line: $0.line, content: .fault($0.fault), place: $0.place) }
  }

  private func content(_ row: TableRows.Row, _ header: TableHeader) -> ImportItem.Content {
    if row.isOpen {
      return .fault(.malformed("a quotation mark in this row isn't closed before the end of the file"))
    }
    let extra = row.cells.dropFirst(header.columns.count)
    guard row.cells.count >= header.columns.count, extra.allSatisfy(\.isEmpty) else {
      return .fault(
        .malformed("the row has \(row.cells.count) cells, but the first row has \(header.columns.count)"))
    }
    if row.cells.contains(where: { $0.utf8.count > ImportItem.longest }) { return .fault(.itemTooLong) }
    if let tag = foreignLanguage(row, header) {
      return .fault(
        DocumentFault(
          pointer: "", code: .malformed,
          message: "the texts of this table are in \(tag), and would replace those in \(language ?? "")",
          hint: "download the table without lang, and correct its columns such as name@\(tag)"))
    }
    let cells = zip(header.columns, row.cells).compactMap { column, cell -> TableRow.Cell? in
      let text = TableHeader.trimmed(CSVText.unguarded(cell))
      guard let field = column.field else { return nil }
      return TableRow.Cell(
        field: field, text: text,
        place: TablePlace(row: row.number, letters: column.letters, name: column.name))
    }
    return .row(
      TableRow(
        type: header.type, number: row.number, cells: cells, isComplete: header.faults.isEmpty))
  }
}

extension RowItems {
  /// Returns the language of a row that says that its texts are in another language than the default one.
  private func foreignLanguage(_ row: TableRows.Row, _ header: TableHeader) -> String? {
    guard let language, header.type != .organisation else { return nil }
    for (column, cell) in zip(header.columns, row.cells)
    where column.field == nil && column.name == TableHeader.language {
      let tag = TableHeader.trimmed(cell)
      if !tag.isEmpty, tag != language { return tag }
    }
    return nil
  }
}

/// A row of a table: the cells of its columns, without those that are left out.
struct TableRow {
  struct Cell {
    let field: String
    let text: String
    let place: TablePlace
  }

  let type: RecordType
  let number: Int
  let cells: [Cell]
  /// False if the header has faults, so that fields may be missing because of these.
  let isComplete: Bool

  func text(_ field: String) -> String? { cells.first { $0.field == field }?.text }
}
