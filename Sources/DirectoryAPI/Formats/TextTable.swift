internal import HTTPCore

/// Writes tables for a terminal. Each column is as wide as its widest cell.
enum TextTable {
  /// The width limit of a column, in terminal columns. Longer text is cut and ends in an ellipsis.
  private static let widest = 48

  static func rows(_ header: [String], _ rows: [[String]]) -> String {
    let cells = [header] + rows.map { $0.map { fitted($0) } }
    let widths = header.indices.map { column in cells.map { width($0[column]) }.max() ?? 0 }
    return cells.map { row in
      let line = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - Self.width(cell)))
      }.joined(separator: "  ")
      return trimmed(line) + "\n"
    }.joined()
  }

  /// Writes one line for each value that isn't empty, its name first. Long values aren't cut.
  static func record(_ values: [(name: String, value: String)]) -> String {
    let values = values.filter { !$0.value.isEmpty }
    let width = values.map { Self.width($0.name) }.max() ?? 0
    return values.map { name, value in
      name + String(repeating: " ", count: width - Self.width(name) + 2) + value + "\n"
    }.joined()
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func fitted(_ text: String) -> String {
    guard width(text) > widest else { return text }
    var fitted = ""
    var used = 1
    for character in text {
      used += width(String(character))
      if used > widest { break }
      fitted.append(character)
    }
    return fitted + "…"
  }

  /// Returns the width in terminal columns. A letter takes one column together with its accents, and an East
  /// Asian wide character two.
  static func width(_ text: String) -> Int {
    text.reduce(0) { width, character in
      let value = character.unicodeScalars.first?.value ?? 0
      let isWide =
        0x1100...0x115F ~= value || 0x2E80...0xA4CF ~= value || 0xAC00...0xD7A3 ~= value
        || 0xF900...0xFAFF ~= value || 0xFE30...0xFE6F ~= value || 0xFF00...0xFF60 ~= value
        || 0x1F300...0x1FAFF ~= value
      return width + (isWide ? 2 : 1)
    }
  }
}
