/// A row or a cell, as a spreadsheet shows it.
package struct TablePlace: Sendable, Equatable {
  package let row: Int
  /// The letters above the column; nil for the row as a whole.
  package let letters: String?
  /// The name of the column in the table.
  package let name: String?

  init(row: Int, letters: String? = nil, name: String? = nil) {
    self.row = row
    self.letters = letters
    self.name = name
  }

  /// The number of the column, which begins with 1; 0 for the row as a whole.
  var column: Int {
    (letters ?? "").utf8.reduce(0) { $0 &* 26 &+ Int($1) &- Int(UInt8(ascii: "A")) &+ 1 }
  }

  /// For example `F3`; nil for a row as a whole.
  package var cell: String? { letters.map { "\($0)\(row)" } }
}

extension TablePlace: CustomStringConvertible {
  /// For example `cell F3 (population)` or `row 3`.
  package var description: String {
    guard let cell else { return "row \(row)" }
    return name.map { $0.isEmpty ? "cell \(cell)" : "cell \(cell) (\($0))" } ?? "cell \(cell)"
  }
}

/// How a table was read, so that a person can see whether it was understood.
package struct TableDescription: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package var name: String
    /// Nil if the column was left out.
    package var field: String?
  }

  package var encoding: TableEncoding
  /// `comma`, `semicolon` or `tab`; otherwise the character itself.
  package var delimiter: String
  package var columns: [Column]
}

extension TableDescription: CustomStringConvertible {
  /// For example `read as Windows-1252 with semicolons`.
  package var description: String {
    "read as \(encoding.name) with \(delimiter)\(delimiter.utf8.count > 1 ? "s" : "")"
  }
}
