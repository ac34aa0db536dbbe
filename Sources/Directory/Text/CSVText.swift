/// The cells of CSV (RFC 4180) in lists, exports and imports.
package enum CSVText {
  /// Appends a cell, in quotes if it needs them.
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

  /// Returns the text with an apostrophe in front if a spreadsheet would run it as a formula (OWASP, "CSV
  /// Injection"): `+47…` becomes `'+47…`. A text that already looks guarded gets another apostrophe, or
  /// `unguarded` would remove its own.
  package static func guarded(_ text: String) -> String { isLikeFormula(text) ? "'" + text : text }

  /// Reverses `guarded`.
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
