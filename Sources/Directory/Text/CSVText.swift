/// The cells of CSV (RFC 4180), of lists, exports and imports alike.
package enum CSVText {
  /// In quotes where they are needed.
  package static func append(_ text: String, delimiter: UInt8, to output: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains { byte in
      byte == delimiter || byte == quote || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }
    guard needsQuotes else {
      output += text.utf8
      return
    }
    output.append(quote)
    for byte in text.utf8 {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    output.append(quote)
  }

  /// A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, "CSV Injection"); after an
  /// apostrophe it is text. So a telephone number reads '+47…. A text that is like a guarded one is guarded
  /// as well, or it would come back without its own apostrophe.
  package static func guarded(_ text: String) -> String { isLikeFormula(text) ? "'" + text : text }

  static func unguarded(_ text: String) -> String {
    guard text.unicodeScalars.first == "'", isLikeFormula(text) else { return text }
    return String(text.unicodeScalars.dropFirst())
  }

  private static func isLikeFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first(where: { $0 != "'" }) {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}": true
    default: false
    }
  }
}
