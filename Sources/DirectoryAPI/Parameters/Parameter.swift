internal import Directory

/// A query parameter of a route.
struct Parameter: Sendable {
  enum Kind: Sendable, Equatable {
    /// Values or ranges of a field. One of several values joined by commas must match, `not.` in front
    /// excludes them, `under.` adds what is below them, and a parameter that is given several times must
    /// match each time.
    case filter(ListField)
    /// Words that an item must contain, as in a search.
    case words
    /// A day; the list is of those who were members then.
    case day
    /// A latitude and a longitude in degrees, joined by a comma; the list is of what is near it.
    case place
    /// The number of kilometres that are near.
    case distance
    /// Fields to sort by, joined by commas; a hyphen in front of a field reverses its order.
    case sort([String])
    /// Fields whose values are counted, joined by commas.
    case facets([String])
    /// Fields of an item and of included records, joined by commas; no other is shown.
    case fields([String])
    /// What to include in the response, joined by commas.
    case include([Inclusion])
    /// `true` or `false`; the name alone is true.
    case flag
    /// The separator of the cells of CSV: `comma`, `semicolon` or `tab`.
    case delimiter
    /// The number of items on a page.
    case limit(least: Int)
    case cursor
    /// The number of matches of a search; there are no further pages.
    case bestFew
    /// A slug; the reader refuses one that does not exist.
    case name(Vocabulary)
    /// Slugs, joined by commas.
    case names(Vocabulary)
    /// A whole number.
    case number
    /// One of these values.
    case choice([String])
    /// A text of at most so many characters.
    case text(longest: Int)
    /// A text of any length, to be compared with others.
    static let anyText = Kind.text(longest: .max)
    /// Texts of this form, a regular expression; one for each time that the parameter is given.
    case texts(form: String)
    /// A language of the directory.
    case language
    /// Types of record to search for, joined by commas.
    case types([SearchType])
  }

  let name: String
  let kind: Kind
  /// Describes the parameter, for the help and the documentation.
  let meaning: String
  /// A value that works; empty if it depends on the directory, which `Examples` knows.
  let example: String
  let isRequired: Bool

  init(_ name: String, _ kind: Kind, _ meaning: String, example: String = "", isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.example = example
    self.isRequired = isRequired
  }

  /// The source of its values, if they come from the directory.
  var vocabulary: Vocabulary? {
    switch kind {
    case .filter(let field): if case .values(let vocabulary) = field.kind { vocabulary } else { nil }
    case .name(let vocabulary), .names(let vocabulary): vocabulary
    default: nil
    }
  }

  /// True if it may be given several times, which means that all its conditions must hold, or that it has
  /// several values.
  var mayRepeat: Bool {
    switch kind {
    case .filter, .texts: true
    default: false
    }
  }

  /// True if the value is a list with commas between its items. Such a parameter may be given several times
  /// too, because some generated clients send one item at a time; the request then means the same as with one
  /// list.
  var isList: Bool {
    switch kind {
    case .sort, .facets, .fields, .include, .types, .names: true
    case .filter, .words, .day, .flag, .delimiter, .limit, .cursor, .bestFew, .name, .number, .choice, .text,
      .texts, .language, .place, .distance:
      false
    }
  }

  /// True if the parameter only decides how the answer is shown. Leaving out any other one would ask for
  /// something else.
  var isForShow: Bool {
    switch kind {
    case .sort, .facets, .fields, .include, .delimiter, .limit, .bestFew, .language: true
    case .flag: ![Parameter.dryRun, .createMissing, .overwrite].contains { $0.name == name }
    case .filter, .words, .cursor, .day, .name, .names, .number, .choice, .text, .texts, .types, .place,
      .distance:
      false
    }
  }
}
