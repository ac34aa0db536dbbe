internal import Directory

/// A query parameter that a route takes.
struct Parameter: Sendable {
  enum Kind: Sendable, Equatable {
    /// Values or ranges of a field; a comma means or, standing again means and, `not.` in front means all
    /// but those.
    case filter(ListField)
    /// What a row of a list has to hold, as in a search.
    case words
    /// Who was a member on that day.
    case day
    /// Fields to sort by, joined by commas, a hyphen in front of those that descend.
    case sort([String])
    /// Fields to count the values of, joined by commas.
    case facets([String])
    /// Fields of an item to show, joined by commas; nothing else is shown.
    case fields([String])
    /// What else to send along, joined by commas.
    case include([Inclusion])
    /// `true` or `false`; the name alone says true.
    case flag
    /// What stands between the cells of a row: `comma`, `semicolon` or `tab`.
    case delimiter
    case limit
    case cursor
    /// The best so many matches of a search.
    case bestFew
    /// A slug, or several joined by commas; the reader refuses those that do not exist.
    case name(Vocabulary)
    case names(Vocabulary)
    /// A whole number.
    case number
    /// One of these.
    case choice([String])
    /// Types of record to search for, joined by commas.
    case types([SearchType])
  }

  let name: String
  let kind: Kind
  /// For the help and the documentation.
  let meaning: String
  /// A value that the shipped directory has an answer to.
  let example: String

  init(_ name: String, _ kind: Kind, _ meaning: String, example: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.example = example
    self.isRequired = isRequired
  }

  /// Where its values come from, if it takes those of the directory.
  var vocabulary: Vocabulary? {
    switch kind {
    case .filter(let field): if case .values(let vocabulary) = field.kind { vocabulary } else { nil }
    case .name(let vocabulary), .names(let vocabulary): vocabulary
    default: nil
    }
  }

  /// Whether nothing is answered without it.
  let isRequired: Bool

  /// Whether it may stand several times.
  var mayRepeat: Bool { if case .filter = kind { true } else { false } }
}
