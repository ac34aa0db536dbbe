internal import HTTPCore

/// CSV after RFC 4180: UTF-8, CRLF, a header row, quotes where they are needed.
struct CSVWriter {
  private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8

  /// - Parameter mark: begins with U+FEFF, by which Excel knows UTF-8.
  init(delimiter: UInt8 = Byte.comma, mark: Bool = false) {
    self.delimiter = delimiter
    if mark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  mutating func row(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      if case .text(let text?) = cell { append(Self.guarded(text)) } else { append(cell.plain) }
    }
    bytes.append("\r\n" as StaticString)
  }

  /// A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, "CSV Injection"); after an
  /// apostrophe it is text. So a telephone number reads '+47….
  private static func guarded(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}": "'" + text
    default: text
    }
  }

  private mutating func append(_ text: String) {
    let needsQuotes = text.utf8.contains { byte in
      byte == delimiter || byte == Byte.quote || byte == Byte.cr || byte == Byte.lf
    }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(Byte.quote)
    for byte in text.utf8 {
      if byte == Byte.quote { bytes.append(Byte.quote) }
      bytes.append(byte)
    }
    bytes.append(Byte.quote)
  }
}
