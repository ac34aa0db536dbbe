/// The values of a member's own fields in the cells of a table.
extension Field {
  /// False for numbers and flags, which no spreadsheet program takes for a formula.
  package var isTextCell: Bool { valueType != .number && valueType != .yesNo }

  /// Returns the value that a member has as the text of a cell; nil if it has none.
  package func cell(of profile: MemberProfile) -> String? {
    switch profile.custom.first(where: { $0.name == name })?.value {
    case .string(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .integer, .number:
      (profile.custom.first { $0.name == name }?.value).flatMap { FieldNumber($0)?.text }
    case .array(let items):
      items.compactMap(\.text).joined(separator: "; ")
    case nil, .null, .object: nil
    }
  }

  /// Returns the value that a cell means, or the message and the hint of a fault. What isn't a choice is
  /// returned as it is: the check of the record knows what is right.
  func value(ofCell text: String) -> Result<JSONValue, CellFault> {
    switch valueType {
    case .text: return .success(.string(text))
    case .longText: return .success(.string(TableValues.lines(text)))
    case .day: return .success(.string(TableValues.day(text)))
    case .url: return .success(.string(TableValues.url(text)))
    case .choice: return .success(.string(choice(called: text) ?? text))
    case .choices: return .success(.array(choices(in: text).map { .string($0) }))
    case .yesNo:
      if let flag = TableValues.flag(text) { return .success(.boolean(flag)) }
      return .failure(
        CellFault(message: "\"\(text)\" is neither true nor false", hint: "write true or false"))
    case .number:
      let plain = String(text.map { $0 == "," ? "." : $0 })
      // A point before three digits may separate thousands.
      if let number = TableValues.number(text) { return .success(.integer(number)) }
      if let number = FieldNumber(plain), !hasGroups(plain) { return .success(number.json) }
      return .failure(
        CellFault(message: "\"\(text)\" isn't a number", hint: "write digits only, such as 27000 or 12.5"))
    }
  }

  /// Reports whether a text such as `27.000` or `12.500` may have a point between thousands. An export ends
  /// no fraction with a zero, so what it writes is always a fraction.
  private func hasGroups(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."))
    return parts.count == 2 && parts[1].count == 3 && parts[1].last == UInt8(ascii: "0")
  }

  struct CellFault: Error {
    let message: String
    let hint: String
  }

  /// Returns the value of the choice with that value or label, in small or capital letters.
  private func choice(called text: String) -> String? {
    if choice(text) != nil { return text }
    let wanted = text.lowercased()
    let found = choices.filter { choice in
      choice.value.lowercased() == wanted
        || choice.label?.texts.contains { $0.lowercased() == wanted } == true
    }
    return found.count == 1 ? found[0].value : nil
  }

  /// Returns the choices in a cell. Semicolons, commas and line breaks separate them, but a label may contain
  /// a comma.
  private func choices(in text: String) -> [String] {
    if let one = choice(called: text) { return [one] }
    return RowFields.parts(text).flatMap { part -> [String] in
      if let one = choice(called: part) { return [one] }
      return part.unicodeScalars.split(separator: ",").map { TableHeader.trimmed(String($0)) }
        .filter { !$0.isEmpty }.map { choice(called: $0) ?? $0 }
    }
  }
}

extension FieldNumber {
  /// The number without an exponent: `-0.00001`.
  package var text: String { Location.text(ofDegrees: Int(millionths)) }
}
