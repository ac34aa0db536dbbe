/// Divides a table (RFC 4180, and what spreadsheets make of it) into rows and cells.
struct TableRows {
  private let text: [UInt8]
  private var position = 0
  private var line = 1
  private var number = 0
  /// The byte between two cells.
  let delimiter: UInt8

  struct Row {
    /// The line on which it begins; the first is 1.
    let line: Int
    /// The number that a spreadsheet shows beside it.
    let number: Int
    let cells: [String]
    /// True if a quotation mark is missing at the end of a cell, so that the cell has the rest of the file.
    let isOpen: Bool

    var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
  }

  /// Finds the delimiter. Excel writes `sep=;` in the first line, which then isn't a row, or its user has
  /// chosen one by the settings of Windows.
  init(_ text: [UInt8]) {
    self.text = text
    let first = text.prefix { $0 != UInt8(ascii: "\n") }
    let words = first.filter { $0 != UInt8(ascii: "\"") }
    if words.count == 5, words.starts(with: "sep=".utf8) || words.starts(with: "SEP=".utf8) {
      delimiter = words[4]
      position = min(first.count + 1, text.count)
      line = 2
    } else {
      delimiter = Self.delimiter(of: text)
    }
  }

  /// Returns the delimiter that the first row with text has most often outside of quotation marks.
  private static func delimiter(of text: [UInt8]) -> UInt8 {
    let known = [UInt8(ascii: ";"), 0x09, UInt8(ascii: ",")]
    var counts = [0, 0, 0]
    var isQuoted = false
    var hasText = false
    for byte in text {
      if byte == UInt8(ascii: "\n"), !isQuoted, hasText { break }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if let index = known.firstIndex(of: byte) {
        if !isQuoted { counts[index] += 1 }
      } else if byte > 0x20 {
        hasText = true
      }
    }
    let most = counts.max() ?? 0
    return most == 0 ? UInt8(ascii: ",") : known[counts.firstIndex(of: most) ?? 2]
  }

  /// Returns nil at the end.
  mutating func next() -> Row? {
    guard position < text.count else { return nil }
    let first = line
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    number += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if position < text.count, text[position] == byte {
          cell.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), cell.isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: "\n") {
        break
      } else if byte == delimiter {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      } else {
        cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return Row(line: first, number: number, cells: cells, isOpen: isQuoted)
  }

  /// The delimiter in words.
  var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: ";"): "semicolon"
    case 0x09: "tab"
    case UInt8(ascii: ","): "comma"
    default: String(decoding: [delimiter], as: UTF8.self)
    }
  }
}
