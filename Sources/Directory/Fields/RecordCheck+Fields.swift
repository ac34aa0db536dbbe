/// Checks the definitions of fields, and the values that members have of them.
extension RecordCheck {
  /// Checks the fields of a document.
  func fields(_ fields: [Field]) {
    if fields.count > Field.most {
      values.faults.add(
        .tooLong, at: "/fields", "there are \(fields.count) fields", hint: "use at most \(Field.most)")
    }
    each(Array(fields.prefix(Field.most)), "/fields", field)
    unique(fields.map(\.name), at: { "/fields/\($0)/name" })
  }

  func field(_ field: Field, at pointer: String) {
    values.slug(field.name, at: pointer + "/name")
    if Field.reservedNames.contains(field.name) {
      values.faults.add(
        .invalidSlug, at: pointer + "/name", "\"\(field.name)\" is a reserved word",
        hint: "use another name, such as \(field.name)-1")
    }
    text(field.label, at: pointer + "/label", limit: DocumentLimits.label)
    if let help = field.help { text(help, at: pointer + "/help", limit: DocumentLimits.text) }
    if let order = field.order { values.number(order, at: pointer + "/order", within: DocumentLimits.order) }
    choices(of: field, at: pointer + "/choices")
    if field.filterable, !Field.canFilter(field.valueType) {
      refuse("filterable", field, at: pointer, "a search finds its words")
    }
    if field.facetable, !Field.canCount(field.valueType) {
      refuse("facetable", field, at: pointer, "only choices and yes-no have values that repeat")
    }
  }

  private func refuse(_ flag: String, _ field: Field, at pointer: String, _ reason: String) {
    values.faults.add(
      .unknownValue, at: pointer + "/" + flag, "a field of type \(field.valueType.rawValue) can't be \(flag)",
      hint: "leave it out, or write false: \(reason)")
  }

  private func choices(of field: Field, at pointer: String) {
    let hasChoices = field.valueType == .choice || field.valueType == .choices
    guard hasChoices else {
      guard !field.choices.isEmpty else { return }
      return values.faults.add(
        .unknownField, at: pointer, "a field of type \(field.valueType.rawValue) has no choices",
        hint: "remove them, or write choice or choices as its valueType")
    }
    if field.choices.isEmpty {
      values.faults.add(
        .missing, at: pointer, "\"choices\" is missing", hint: "list the values that it may have")
    }
    if field.choices.count > Field.mostChoices {
      values.faults.add(
        .tooLong, at: pointer, "the list has \(field.choices.count) choices",
        hint: "use at most \(Field.mostChoices)")
    }
    each(Array(field.choices.prefix(Field.mostChoices)), pointer) { choice, pointer in
      if !TextRules.isChoiceValue(choice.value) {
        values.faults.add(
          .invalidSlug, at: pointer + "/value",
          "\"\(choice.value.prefix(100))\" can't be the value of a choice",
          hint: "use a-z, A-Z, 0-9, - and _, and write other characters into its label")
      }
      if let label = choice.label { text(label, at: pointer + "/label", limit: DocumentLimits.label) }
    }
    unique(field.choices.map(\.value), at: { "\(pointer)/\($0)/value" })
  }

  private func text(_ text: LocalText, at pointer: String, limit: Int) {
    switch text {
    case .plain(let text): values.text(text, at: pointer, limit: limit)
    case .translated(let texts):
      if texts.isEmpty {
        values.faults.add(
          .empty, at: pointer, "there is no text", hint: "write a text, or one for each language")
      }
      for text in texts {
        let place = JSONPointer.child(text.language, of: pointer)
        if !LanguageTag.isValid(text.language) {
          values.faults.add(
            .unknownField, at: place, "\"\(text.language)\" isn't the tag of a language",
            hint: "write a tag such as nb, en or pt-BR")
        }
        values.text(text.text, at: place, limit: limit)
      }
    }
  }

  /// Checks the values of a member.
  func custom(_ custom: [JSONMember], at pointer: String) {
    for member in custom {
      let place = JSONPointer.child(member.name, of: pointer)
      if let field = fields.field(member.name) {
        value(member.value, of: field, at: place)
      } else {
        values.reference(member.name, to: known.fields, of: "field", at: place)
      }
    }
  }

  private func value(_ value: JSONValue, of field: Field, at pointer: String) {
    switch (field.valueType, value) {
    case (.text, .string(let text)): values.text(text, at: pointer, limit: DocumentLimits.text)
    case (.longText, .string(let text)): values.longText(text, at: pointer)
    case (.day, .string(let text)): values.date(text, at: pointer)
    case (.url, .string(let text)): values.url(text, at: pointer)
    case (.choice, .string(let text)): choice(text, of: field, at: pointer)
    case (.choices, .array(let items)):
      let texts = items.compactMap(\.text)
      each(texts, pointer) { choice($0, of: field, at: $1) }
      unique(texts, at: { "\(pointer)/\($0)" })
    case (.number, .integer), (.number, .number):
      if FieldNumber(value) == nil {
        values.faults.add(.outOfRange, at: pointer, "the number is out of range", hint: FieldNumber.hint)
      }
    case (.yesNo, .boolean): break
    default:
      values.faults.add(
        .wrongType, at: pointer, "this is \(value.typeName)", hint: "write \(field.valueType.expected)")
    }
  }

  private func choice(_ value: String, of field: Field, at pointer: String) {
    guard field.choice(value) == nil, !values.faults.isFull else { return }
    let known = field.choices.map { KnownValue($0.value, names: $0.label?.texts ?? []) }
    let nearest = NearestValues.nearest(to: value, among: known)
    let all = field.choices.map(\.value)
    let hint =
      !nearest.isEmpty
      ? "did you mean \(nearest.joined(separator: ", "))?"
      : "use one of \(all.prefix(10).joined(separator: ", "))"
        + (all.count > 10 ? ", or another choice that /fields/\(field.name) lists" : "")
    values.faults.add(
      .unknownValue, at: pointer, "\(field.path) has no choice \"\(value.prefix(100))\"", hint: hint)
  }
}

extension Field.ValueType {
  /// Says what to write as a value.
  package var expected: String {
    switch self {
    case .text, .longText: "a text"
    case .number: "a number"
    case .day: "a day such as \"2021-01-31\""
    case .url: "an address such as \"https://www.example.org\""
    case .choice: "one of the choices, as a text"
    case .choices: "an array of choices"
    case .yesNo: "true or false"
    }
  }
}

/// A number that a field may have. Stores compare it as a whole number of millionths, which are exact.
package struct FieldNumber: Sendable, Equatable {
  package let millionths: Int64

  package static let perUnit: Int64 = 1_000_000
  private static let most = 1_000_000_000_000
  static let hint =
    "write a number from -1000000000000 to 1000000000000 with at most six decimals, such as 12.5"

  /// Returns nil for a number that is too large or has too many decimals, and for other values.
  package init?(_ value: JSONValue) {
    switch value {
    case .integer(let number):
      guard (-Self.most...Self.most).contains(number) else { return nil }
      millionths = Int64(number) * Self.perUnit
    case .number(let number):
      let rounded = (number * Double(Self.perUnit)).rounded()
      guard abs(number) < Double(Self.most), rounded / Double(Self.perUnit) == number else { return nil }
      millionths = Int64(rounded)
    default: return nil
    }
  }

  /// Returns nil for a text that isn't a decimal number.
  package init?(_ text: some StringProtocol) {
    let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = unsigned.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, (1...13).contains(whole.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    guard decimals.count <= 6 else { return nil }
    let digits = Array(whole) + decimals + Array(repeating: 0x30, count: 6 - decimals.count)
    // 19 digits may be more than an Int64 can hold.
    let number = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 0x0f) }
    guard number <= UInt64(Self.most) * UInt64(Self.perUnit) else { return nil }
    millionths = unsigned.count < text.utf8.count ? -Int64(number) : Int64(number)
  }

  /// The number as JSON has it.
  package var json: JSONValue {
    millionths.isMultiple(of: Self.perUnit)
      ? .integer(Int(millionths / Self.perUnit)) : .number(Double(millionths) / Double(Self.perUnit))
  }
}
