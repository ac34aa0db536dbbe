/// A field that a directory defines for its members, such as the voices of a choir. Members have its values
/// under `custom`.
package struct Field: Sendable, Equatable {
  /// What values a field has.
  package enum ValueType: String, Sendable, CaseIterable {
    /// One line.
    case text
    /// Paragraphs.
    case longText = "long-text"
    case number
    case day
    case url
    /// One of the field's choices.
    case choice
    /// Any number of the field's choices.
    case choices
    case yesNo = "yes-no"
  }

  package enum Visibility: String, Sendable, CaseIterable {
    case everyone = "public"
    case staff
  }

  /// A value that a choice may have.
  package struct Choice: Sendable, Equatable {
    package var value: String
    /// The text for people; nil if the value is one.
    package var label: LocalText?

    package init(value: String, label: LocalText?) {
      self.value = value
      self.label = label
    }
  }

  /// Identifies the field, as a slug.
  package var name: String
  package var label: LocalText
  package var valueType: ValueType
  /// What to write into the field.
  package var help: LocalText?
  /// The place among the fields. Those without one come after those that have one.
  package var order: Int?
  /// The values of a choice, in the order in which they are shown; none for other types.
  package var choices: [Choice]
  package var visibility: Visibility
  package var filterable: Bool
  package var facetable: Bool

  package init(
    name: String, label: LocalText, valueType: ValueType, help: LocalText?, order: Int?, choices: [Choice],
    visibility: Visibility, filterable: Bool, facetable: Bool
  ) {
    self.name = name
    self.label = label
    self.valueType = valueType
    self.help = help
    self.order = order
    self.choices = choices
    self.visibility = visibility
    self.filterable = filterable
    self.facetable = facetable
  }
}

extension Field {
  /// The field of a member's JSON that has the values, and the beginning of the names of columns and
  /// parameters.
  package static let group = "custom"
  package static let prefix = group + "."

  /// The name of its column and of its filter: `custom.voices`.
  package var path: String { Self.prefix + name }

  package var isPublic: Bool { visibility == .everyone }

  /// Returns the choice with a value, or nil if there is none.
  package func choice(_ value: String) -> Choice? { choices.first { $0.value == value } }

  /// Returns the text for people of a choice.
  package func label(ofChoice value: String) -> String { choice(value)?.label?.shown ?? value }

  /// Returns the value with the texts for people in place of choices.
  package func labelled(_ value: JSONValue) -> JSONValue {
    switch (valueType, value) {
    case (.choice, .string(let text)): .string(label(ofChoice: text))
    case (.choices, .array(let items)):
      .array(
        items.map { item in
          if case .string(let text) = item { .string(label(ofChoice: text)) } else { item }
        })
    default: value
    }
  }

  /// True if a filter could do more than a search: for all but texts and addresses.
  package static func canFilter(_ type: ValueType) -> Bool {
    switch type {
    case .number, .day, .choice, .choices, .yesNo: true
    case .text, .longText, .url: false
    }
  }

  /// True if lists of members can be sorted by the values: those of numbers, days and texts of one line.
  package static func canSort(_ type: ValueType) -> Bool { type == .number || type == .day || type == .text }

  /// True if values repeat, so that it helps to count them.
  package static func canCount(_ type: ValueType) -> Bool {
    switch type {
    case .choice, .choices, .yesNo: true
    case .text, .longText, .number, .day, .url: false
    }
  }

  /// The values that a filter accepts; none for a number or a day, and for what can't be filtered.
  package var filterValues: [String] {
    switch valueType {
    case .choice, .choices: choices.map(\.value)
    case .yesNo: ["true", "false"]
    case .text, .longText, .number, .day, .url: []
    }
  }

  /// Returns the error for a value that a filter doesn't accept.
  package func unknownValue(_ value: String) -> DirectoryError {
    let known = filterValues.map { KnownValue($0, names: choice($0)?.label?.texts ?? []) }
    return .unknown(value, of: path, among: known, former: nil)
  }

  /// Returns the faults of a field, without regard to members that have values of it.
  package static func faults(in field: Field) -> [DocumentFault] {
    let faults = FaultList()
    RecordCheck(KnownReferences(), fields: [], faults: faults).field(field, at: "")
    return faults.faults
  }

  /// Names that mean something else to programs, or to the language of filters.
  package static let reservedNames: Set<String> = ["constructor", "custom", "not", "prototype", "under"]

  /// More than a form can have.
  package static let most = 50
  package static let mostChoices = 200
}

extension [Field] {
  package var publicNames: Set<String> { Set(lazy.filter(\.isPublic).map(\.name)) }

  package func field(_ name: String) -> Field? { first { $0.name == name } }

  /// The fields in the order in which people see them: by place, then by name.
  package var ordered: [Field] {
    sorted { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }
  }
}
