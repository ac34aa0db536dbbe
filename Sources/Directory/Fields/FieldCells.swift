/// The cells of a table in which each row is a field of members.
package enum FieldCells {
  package static let columns = [
    "name", "label", "valueType", "help", "order", "choices", "visibility", "filterable", "facetable",
  ]

  /// Returns the cell of a text with translations or of the choices, and nil for other columns. Texts in
  /// several languages are written as JSON.
  package static func cell(_ column: String, of field: Field) -> String? {
    switch column {
    case "label": text(field.label)
    case "help": field.help.map(text) ?? ""
    case "choices": text(field.choices)
    default: nil
    }
  }

  /// Returns the value of such a cell; nil for other columns, and for an empty cell.
  static func value(_ column: String, _ text: String) -> JSONValue? {
    guard !text.isEmpty else { return nil }
    switch column {
    case "label", "help": return object(text) ?? .string(text)
    case "choices":
      return RowFields.array(text) ?? .array(RowFields.parts(text).map(choice))
    case "visibility", "valueType": return .string(text.lowercased())
    default: return nil
    }
  }

  private static func text(_ text: LocalText) -> String {
    guard case .plain(let plain) = text, object(plain) == nil else {
      return DocumentJSON.json(text).compactText
    }
    return plain
  }

  /// Returns `SATB: Mixed voices; SSAA` if that is read as the same choices again, and JSON otherwise.
  private static func text(_ choices: [Field.Choice]) -> String {
    guard !choices.isEmpty else { return "" }
    let plain = choices.map { choice in
      choice.label.map { "\(choice.value): \($0.shown)" } ?? choice.value
    }.joined(separator: "; ")
    let json = DocumentJSON.json(choices)
    return JSONValue.array(RowFields.parts(plain).map(choice)) == json ? plain : json.compactText
  }

  private static func choice(_ text: String) -> JSONValue {
    let pieces = RowFields.pieces(text).map { TableHeader.trimmed($0) }
    return RowFields.object(
      [("value", .string(pieces[0]))] + pieces.dropFirst().map { ("label", .string($0)) })
  }

  private static func object(_ text: String) -> JSONValue? {
    guard text.utf8.first == UInt8(ascii: "{"), let value = try? JSONParser.parse(Array(text.utf8)),
      case .object = value
    else { return nil }
    return value
  }
}
