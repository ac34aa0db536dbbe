internal import Directory
internal import HTTPCore

/// Writes CSV as RFC 4180 specifies it: UTF-8, lines that end in CRLF, and a header row.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8

  /// - Parameter mark: true to begin with a byte order mark (U+FEFF), by which Excel recognises UTF-8.
  init(delimiter: UInt8 = Byte.comma, mark: Bool = false) {
    self.delimiter = delimiter
    if mark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  mutating func row(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      if case .text(let text?) = cell {
        CSVText.append(CSVText.guarded(text), delimiter: delimiter, to: &bytes)
      } else {
        CSVText.append(cell.plain, delimiter: delimiter, to: &bytes)
      }
    }
    bytes.append("\r\n" as StaticString)
  }
}
