/// Fields of members, and their values, as JSON.
extension DocumentJSON {
  static func field(_ fields: FieldReader) -> Field {
    let name = fields.string("name")
    let valueType = fields.value(
      "valueType", of: "type of values", among: Field.ValueType.allCases.map(\.rawValue))
    let visibility = fields.optionalValue(
      "visibility", of: "visibility", among: Field.Visibility.allCases.map(\.rawValue))
    return Field(
      name: name, label: localText(fields, "label") ?? .plain(NewSlug.name(from: name)),
      valueType: Field.ValueType(rawValue: valueType) ?? .text, help: localText(fields, "help"),
      order: fields.optionalInteger("order"),
      choices: fields.optionalItems("choices", "a value, or an object with value and label") { item in
        switch item {
        case .string(let value): Field.Choice(value: value, label: nil)
        case .object(let fields):
          Field.Choice(value: fields.string("value"), label: localText(fields, "label"))
        }
      },
      visibility: visibility.flatMap { Field.Visibility(rawValue: $0) } ?? .everyone,
      filterable: fields.optionalBoolean("filterable") ?? false,
      facetable: fields.optionalBoolean("facetable") ?? false)
  }

  /// Reads a text, or an object with the text in each language.
  private static func localText(_ fields: FieldReader, _ name: String) -> LocalText? {
    switch fields.anyValue(name) {
    case nil: return nil
    case .string(let text)?: return .plain(text)
    case .object(let members)?:
      let texts = members.compactMap { member -> LocalText.Translation? in
        guard case .string(let text) = member.value else {
          fields.mistyped(member.value, at: [name, member.name], expected: "a string")
          return nil
        }
        return LocalText.Translation(language: member.name, text: text)
      }
      return .translated(texts.sorted { $0.language < $1.language })
    case let value?:
      fields.mistyped(value, at: [name], expected: #"a text, or texts by language such as {"en": "Voices"}"#)
      return nil
    }
  }

  package static func json(_ text: LocalText) -> JSONValue {
    switch text {
    case .plain(let text): .string(text)
    case .translated(let texts):
      .object(texts.map { JSONMember(name: $0.language, value: .string($0.text)) })
    }
  }

  static func json(_ choices: [Field.Choice]) -> JSONValue {
    .array(
      choices.map { choice in
        object(["value": .string(choice.value), "label": choice.label.map(json)])
      })
  }

  static func json(_ field: Field) -> JSONValue { .object(fields(of: field)) }

  /// Returns the fields that have a value, as documents and answers have them.
  package static func fields(of field: Field) -> [JSONMember] {
    members([
      "name": .string(field.name), "label": json(field.label), "valueType": .string(field.valueType.rawValue),
      "help": field.help.map(json), "order": field.order.map { .integer($0) },
      "choices": field.choices.isEmpty ? nil : json(field.choices),
      "visibility": .string(field.visibility.rawValue), "filterable": .boolean(field.filterable),
      "facetable": .boolean(field.facetable),
    ])
  }
}

/// The values of a member's own fields.
extension DocumentJSON {
  /// Reads the values, sorted by the names of their fields. `RecordCheck` compares them with the fields.
  static func custom(_ fields: FieldReader) -> [JSONMember] {
    guard let value = fields.anyValue(Field.group) else { return [] }
    guard case .object(let members) = value else {
      fields.mistyped(value, at: [Field.group], expected: "an object with the names of fields")
      return []
    }
    return members.compactMap { member in
      guard let value = customValue(member.value) else {
        fields.mistyped(
          member.value, at: [Field.group, member.name],
          expected: "a text, a number, true or false, or an array of texts")
        return nil
      }
      return value == .array([]) ? nil : JSONMember(name: member.name, value: value)
    }.sorted { $0.name < $1.name }
  }

  /// Returns the value in one form: 2.0 is 2. Returns nil for what no field can have.
  private static func customValue(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string, .boolean, .integer: value
    case .number(let number): Int(exactly: number).map { .integer($0) } ?? value
    case .array(let items):
      items.allSatisfy { if case .string = $0 { true } else { false } } ? value : nil
    case .null, .object: nil
    }
  }
}
