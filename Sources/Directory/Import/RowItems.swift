/// Reads rows of CSV (RFC 4180) as spreadsheets write them. The first row names the columns.
final class RowItems: ImportItems {
  private let reader: ByteReader
  private let givenType: RecordType?
  private var header: (type: RecordType, columns: [String])?
  private var delimiter = UInt8(ascii: ",")
  private var hasEnded = false

  init(_ reader: ByteReader, type: RecordType?) {
    self.reader = reader
    givenType = type
  }

  func next() throws(DirectoryError) -> ImportItem? {
    while !hasEnded {
      let line = reader.line
      guard let cells = try row() else { return nil }
      if cells.allSatisfy(\.isEmpty) { continue }
      guard let header else {
        if let fault = readHeader(cells) { return end(line, fault) }
        continue
      }
      guard cells.count == header.columns.count else {
        return ImportItem(
          line: line,
          content: .fault(
            .malformed("the row has \(cells.count) cells, but the first row has \(header.columns.count)")))
      }
      return ImportItem(
        line: line,
        content: .row(header.type, Array(zip(header.columns, cells.map(CSVText.unguarded)))))
    }
    return nil
  }

  private func end(_ line: Int, _ fault: DocumentFault) -> ImportItem {
    hasEnded = true
    return ImportItem(line: line, content: .fault(fault))
  }

  private func readHeader(_ cells: [String]) -> DocumentFault? {
    guard let type = givenType ?? Self.type(of: cells) else {
      return DocumentFault(
        pointer: "", code: .unknownValue, message: "the columns don't show the type of the records",
        hint: "state the type: one of \(RecordType.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let known = RowFields.columns(of: type)
    for column in cells where !known.contains(column) {
      let nearest = NearestValues.nearest(to: column, among: known)
      return DocumentFault(
        pointer: JSONPointer.child(column), code: .unknownField,
        message: "a \(type.rawValue) has no column \"\(column)\"",
        hint: nearest.isEmpty
          ? "the columns are \(known.joined(separator: ", "))"
          : "did you mean \(nearest.joined(separator: ", "))?")
    }
    if Set(cells).count < cells.count { return .malformed("two columns have the same name") }
    header = (type, cells)
    return nil
  }

  /// Returns the type of record that alone has one of these columns.
  private static func type(of columns: [String]) -> RecordType? {
    let has = Set(columns)
    if !has.isDisjoint(with: ["population", "focusAreas", "joined", "topics"]) { return .member }
    if !has.isDisjoint(with: ["role", "emailProtected", "telephone"]) { return .contact }
    if !has.isDisjoint(with: ["host", "postcode", "street"]) { return .office }
    if !has.isDisjoint(with: ["broader", "memberCount"]) { return .topic }
    if !has.isDisjoint(with: ["region", "copyrightYear"]) { return .organisation }
    return nil
  }

  /// Returns the cells of the next row, or nil at the end.
  private func row() throws(DirectoryError) -> [String]? {
    guard try reader.peek() != nil else { return nil }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var seen: Set<UInt8> = []
    while let byte = try reader.next() {
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          if cell.count < ImportItem.longest { cell.append(byte) }
          continue
        }
        if try reader.peek() == UInt8(ascii: "\"") {
          cell.append(byte)
          _ = try reader.next()
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), cell.isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if header == nil, cells.isEmpty, seen.isEmpty, byte == UInt8(ascii: ";") || byte == 0x09 {
        // The character that separates the first two names separates all cells.
        delimiter = byte
        seen.insert(byte)
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte == delimiter {
        seen.insert(byte)
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else if byte != UInt8(ascii: "\r") {
        if cell.count < ImportItem.longest { cell.append(byte) }
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return cells
  }
}
