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

extension Parameter {
  static let limit = Parameter(
    "limit", .limit, "items on a page, 1 to \(PageLimit.maximum), \(PageLimit.standard) without it",
    example: "5")
  static let cursor = Parameter(
    "cursor", .cursor, "where the page starts: next of the page before", example: "")
  static let pretty = Parameter("pretty", .flag, "indented, for people", example: "true")
  static let delimiter = Parameter(
    "delimiter", .delimiter, "of CSV: comma, semicolon (what Excel reads where a comma is in numbers) or tab",
    example: "semicolon")
  static let mark = Parameter(
    "bom", .flag, "CSV that begins with a byte order mark, by which Excel knows UTF-8", example: "true")
  static let at = Parameter(
    "at", .day, "those who were members on that day, former ones too; without it, the present ones",
    example: "2021-06-30")
  static let words = Parameter(
    "q", .words, "those that hold all these words; the last may be cut short, accents may be left out",
    example: "climate")
}

extension [Parameter] {
  /// What a list takes, from what it can be asked by.
  ///
  /// - Parameter without: fields that the path has settled.
  static func list(
    _ list: DirectoryList, shows fields: [String], includes: [Inclusion] = [], without: [String] = []
  ) -> [Parameter] {
    var parameters = filters(list, without: without)
    if list == .members { parameters.append(.at) }
    parameters.append(.words)
    let sortable = list.fields(for: .sort).map(\.name)
    parameters.append(
      Parameter(
        "sort", .sort(sortable),
        "by \(sortable.joined(separator: ", ")); several with commas, - in front descends",
        example: list == .members ? "-population,name" : "-name"))
    let facets = list.fields(for: .facet).map(\.name).filter { !without.contains($0) }
    parameters.append(
      Parameter(
        "facets", .facets(facets), "counts of the values of \(facets.joined(separator: ", "))",
        example: facets.first ?? ""))
    return parameters + .item(shows: fields, includes: includes) + [.delimiter, .mark, .limit, .cursor]
  }

  /// - Parameter names: nil for all fields that the list can be filtered by.
  static func filters(
    _ list: DirectoryList, only names: [String]? = nil, without: [String] = []
  ) -> [Parameter] {
    list.fields(for: .filter).filter { names?.contains($0.name) ?? !without.contains($0.name) }.map { field in
      Parameter(
        field.name, .filter(field), Parameter.meaning(field, of: list),
        example: Parameter.example(field, of: list))
    }
  }

  /// What a single record takes.
  static func item(shows fields: [String], includes: [Inclusion] = []) -> [Parameter] {
    var parameters = [
      Parameter(
        "fields", .fields(fields), "only these of \(fields.joined(separator: ", "))",
        example: fields.prefix(2).joined(separator: ","))
    ]
    if !includes.isEmpty {
      let names = includes.map(\.rawValue).joined(separator: ", ")
      parameters.append(
        Parameter(
          "include", .include(includes), "the whole of \(names), in included", example: includes[0].rawValue))
    }
    return parameters + [.pretty]
  }
}

extension Parameter {
  fileprivate static func meaning(_ field: ListField, of list: DirectoryList) -> String {
    let which = "\(list.rawValue) \(field.narrowing)"
    return switch field.kind {
    case .values: which + "; a,b is either, not.a all others, and given again both have to hold"
    case .number: which + ": 1000, 1000.., ..1000, 1000..5000"
    case .day: which + ": 2021, 2021-03.., ..2021-12-31"
    case .name: which
    }
  }

  fileprivate static func example(_ field: ListField, of list: DirectoryList) -> String {
    switch (list, field.name) {
    case (.members, "kind"): "county"
    case (.topics, "kind"): "programme"
    case (_, "county"): "viken"
    case (_, "topic"): "climate"
    case (_, "population"): "50000.."
    case (_, "joined"): "..2021-12-31"
    case (_, "broader"): "transport"
    case (_, "member"): "oslo"
    case (_, "memberCount"): "5.."
    case (.members, "slug"): "oslo,asker"
    case (.topics, "slug"): "climate"
    case (.contacts, "id"): "gunnar-selvik"
    case (_, "country"): "NO"
    case (_, "city"): "Oslo"
    default: "oslo"
    }
  }
}
