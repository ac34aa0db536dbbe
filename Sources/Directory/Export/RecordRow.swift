/// Writes a record as a row of CSV. An import of the row makes the same record again.
enum RecordRow {
  private enum Cell {
    case text(String?)
    case number(Int?)
    case flag(Bool?)
    /// A number or a flag that is text already.
    case verbatim(String?)
  }

  private static let delimiter = UInt8(ascii: ",")

  /// - Parameters:
  ///   - languages: those of the directory. Each but the first has columns of its own.
  ///   - hidden: columns that are left out.
  ///   - custom: the fields that the directory defines for members.
  static func writeHeader(
    _ type: RecordType, in languages: [String], without hidden: Set<String>, _ custom: [Field],
    to output: inout [UInt8]
  ) {
    let columns = columns(of: type, without: hidden)
    let translated = TranslationColumn.all(of: type, in: languages).map(\.name)
    let own = type == .member ? custom.map(\.path) : []
    write((columns + translated + own).map { .text($0) }, to: &output)
  }

  static func write(
    _ record: DirectoryRecord, in languages: [String], without hidden: Set<String>, _ custom: [Field],
    to output: inout [UInt8]
  ) {
    guard case .object(let fields) = DocumentJSON.json(record) else { return }
    let columns = columns(of: record.key.type, without: hidden)
    let translated = TranslationColumn.all(of: record.key.type, in: languages).map {
      Cell.text($0.cell(of: record.translations))
    }
    var cells = columns.map { cell($0, of: record) ?? plain($0, of: fields) } + translated
    if case .member(let member) = record {
      cells += custom.map { field in
        let text = field.cell(of: member.profile)
        return field.isTextCell ? .text(text) : .verbatim(text)
      }
    }
    write(cells, to: &output)
  }

  /// An export leaves out `memberCount`, which is counted, addresses of pictures on this server, and
  /// `status`, since it contains published records only.
  private static func columns(of type: RecordType, without hidden: Set<String>) -> [String] {
    RowFields.columns(of: type).filter {
      $0 != "status" && RowFields.isRead($0, of: type) && !hidden.contains($0)
    }
  }

  private static func write(_ cells: [Cell], to output: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(delimiter) }
      switch cell {
      case .text(let text): CSVText.append(CSVText.guarded(text ?? ""), delimiter: delimiter, to: &output)
      case .number(let number): output += (number.map { String($0) } ?? "").utf8
      case .verbatim(let text): output += (text ?? "").utf8
      case .flag(let flag): output += (flag.map { $0 ? "true" : "false" } ?? "").utf8
      }
    }
    output += "\r\n".utf8
  }

  /// Returns nil for a column that is a field of the same name.
  private static func cell(_ column: String, of record: DirectoryRecord) -> Cell? {
    if case .member(let member) = record, let column = ProfileColumn(rawValue: column) {
      let text = column.cell(of: member.profile)
      return column.isText ? .text(text) : .verbatim(text)
    }
    if let column = PictureColumn(column, of: record.key.type) {
      return .text(column.text(of: record.image))
    }
    if case .field(let field) = record, let text = FieldCells.cell(column, of: field) { return .text(text) }
    return switch (record, column) {
    case (.organisation(let organisation), "languages"): .text(organisation.languagesCell)
    case (.organisation(let organisation), "synonyms"): .text(organisation.synonymsCell)
    case (.contact(let contact), "telephone"): .text(contact.telephone?.e164)
    case (.contact(let contact), "telephonePrinted"): .text(contact.telephone?.printed)
    case (.member(let member), "population"): .number(member.population?.value)
    case (.member(let member), "populationApproximate"): .flag(member.population?.approximate)
    case (.member(let member), "topics"): .text(member.topics.map(\.cell).joined(separator: " "))
    case (.member(let member), "focusAreas"): .text(text(of: member.focusAreas))
    case (.member(let member), "facts"): .text(text(of: member.facts))
    default: nil
    }
  }

  private static func plain(_ column: String, of fields: [JSONMember]) -> Cell {
    switch fields.first(where: { $0.name == column })?.value {
    case .string(let text): .text(text)
    case .integer(let number): .number(number)
    case .boolean(let flag): .flag(flag)
    default: .text(nil)
    }
  }

  /// Returns plain text if an import divides it into the same items again; otherwise JSON.
  static func text(of focusAreas: [String]) -> String {
    let plain = RowFields.plain(focusAreas)
    let list = JSONValue.array(focusAreas.map { .string($0) })
    return RowFields.focusAreas(plain) == list ? plain : list.compactText
  }

  static func text(of facts: [Fact]) -> String {
    let plain = RowFields.plain(facts)
    let list = DocumentJSON.json(facts)
    return RowFields.facts(plain) == list ? plain : list.compactText
  }
}

/// Lists of an organisation in a cell, as `RowFields` reads them; nil for an empty one.
extension Organisation {
  package var languagesCell: String? { languages.isEmpty ? nil : languages.joined(separator: " ") }

  package var synonymsCell: String? {
    synonyms.isEmpty ? nil : synonyms.map { $0.joined(separator: " ") }.joined(separator: "; ")
  }
}
