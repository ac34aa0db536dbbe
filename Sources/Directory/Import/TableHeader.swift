/// The first row of a table: which field each column has.
struct TableHeader {
  struct Column: Equatable {
    /// The name in the table.
    let name: String
    /// The letters that a spreadsheet shows above it.
    let letters: String
    /// Nil if the column is left out.
    let field: String?
  }

  let type: RecordType
  let columns: [Column]
  /// The faults of the header. The rows are read all the same, so that their faults are found too.
  private(set) var faults: [ImportFault] = []

  /// Throws the fault of a header that doesn't show the type of the records.
  ///
  /// - Parameter custom: the fields that the directory defines for members.
  init(
    _ row: TableRows.Row, type given: RecordType?, _ choices: ColumnChoices, _ custom: [Field]
  ) throws(DocumentFault) {
    let names = row.cells.map { CSVText.unguarded(Self.trimmed($0)) }
    let chosen = choices.fields.map(\.column) + choices.ignored
    let open = names.filter { name in !chosen.contains { Self.isSame($0, name) } }
    guard let type = given ?? ColumnNames.type(of: open + choices.fields.map(\.field)) else {
      throw DocumentFault(
        pointer: "", code: .unknownValue,
        message: "the columns don't show the type of the records (\(Self.list(names)))",
        hint: "state the type: one of \(RecordType.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.type = type
    let custom = type == .member ? custom : []
    var columns: [Column] = []
    var faults: [ImportFault] = []
    for (index, name) in names.enumerated() {
      let letters = Self.letters(index)
      let place = TablePlace(row: row.number, letters: letters, name: name)
      var field: String?
      do throws(DocumentFault) { field = try Self.field(name, type, choices, custom) } catch {
        faults.append(ImportFault(line: row.line, fault: error, place: place))
      }
      if let field, let other = columns.first(where: { $0.field == field }) {
        let fault = DocumentFault(
          pointer: JSONPointer.child(field), code: .malformed,
          message: "columns \(other.letters) (\(other.name)) and \(letters) (\(name)) are both \(field)",
          hint: "remove one of them, or leave it out when you import")
        faults.append(ImportFault(line: row.line, fault: fault, place: place))
      }
      columns.append(Column(name: name, letters: letters, field: field))
    }
    for name in chosen where !names.contains(where: { Self.isSame($0, name) }) {
      faults.append(ImportFault(line: row.line, fault: Self.missing(name, names)))
    }
    (self.columns, self.faults) = (columns, faults)
  }

  /// Returns the field of a column, or nil if the column is left out or has no name. Throws the fault of a
  /// name that means nothing.
  private static func field(
    _ name: String, _ type: RecordType, _ choices: ColumnChoices, _ custom: [Field]
  ) throws(DocumentFault) -> String? {
    if choices.ignored.contains(where: { isSame($0, name) }) { return nil }
    let known = RowFields.columns(of: type) + custom.map(\.path)
    if let choice = choices.fields.first(where: { isSame($0.column, name) }) {
      if let field = ColumnNames.field(choice.field, of: type, custom) { return field }
      throw unknown(
        choice.field, known,
        "column \"\(name)\" can't be \"\(choice.field)\": a \(type.noun) has no such field")
    }
    if name.isEmpty { return nil }
    let meant = ColumnNames.candidates(name, of: type, custom)
    if meant.count > 1 { throw ambiguous(name, meant) }
    if let field = meant.first { return field }
    // It says in which language a table was downloaded, and `RowItems` looks at it.
    if ColumnNames.folded(name) == Self.language { return nil }
    throw unknown(name, known, "a \(type.noun) has no column \"\(name)\"")
  }

  private static func ambiguous(_ name: String, _ fields: [String]) -> DocumentFault {
    DocumentFault(
      pointer: JSONPointer.child(name), code: .unknownField,
      message: "column \"\(name)\" may mean \(fields.joined(separator: " or "))",
      hint: "map it to the one that is meant: \(name)=\(fields[0])")
  }

  private static func unknown(_ name: String, _ known: [String], _ message: String) -> DocumentFault {
    let nearest = NearestValues.nearest(to: name, among: known)
    return DocumentFault(
      pointer: JSONPointer.child(name), code: .unknownField, message: message,
      hint: nearest.isEmpty
        ? "the columns are \(known.joined(separator: ", ")); map it to one of them, or ignore it"
        : "did you mean \(nearest.joined(separator: ", "))? Otherwise map or ignore it")
  }

  private static func missing(_ name: String, _ names: [String]) -> DocumentFault {
    let nearest = NearestValues.nearest(to: name, among: names)
    return DocumentFault(
      pointer: JSONPointer.child(name), code: .unknownValue, message: "the table has no column \"\(name)\"",
      hint: nearest.isEmpty ? "its columns are \(list(names))" : "did you mean \(list(nearest))?")
  }
}

extension TableHeader {
  static let language = "language"

  static func isSame(_ one: String, _ other: String) -> Bool {
    let (first, second) = (ColumnNames.folded(one), ColumnNames.folded(other))
    return one == other || !first.isEmpty && first == second
  }

  private static func list(_ names: [String]) -> String {
    names.filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// Returns the text without spaces at both ends. Spreadsheets also have spaces that don't break a line.
  static func trimmed(_ text: String) -> String {
    let spaces: Set<Unicode.Scalar> = [" ", "\t", "\u{a0}", "\u{202f}", "\u{feff}"]
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !spaces.contains($0) }),
      let last = scalars.lastIndex(where: { !spaces.contains($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Returns A for the first column, and AA for the 27th.
  static func letters(_ index: Int) -> String {
    var letters = ""
    var rest = index
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}
