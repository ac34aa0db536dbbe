internal import Directory

extension [Parameter] {
  /// The parameters of a list, derived from its fields.
  ///
  /// - Parameter without: fields that the path determines.
  static func list(
    _ list: DirectoryList, shows fields: [String], includes: [Inclusion] = [], without: [String] = []
  ) -> [Parameter] {
    var parameters = filters(list, without: without)
    if list == .members { parameters += [.at, .near, .within] }
    let sortable = list.fields(for: .sort).map(\.name) + (list == .members ? [SortKey.distance] : [])
    parameters += [.words, .sort(sortable, example: list == .members ? "-population,name" : "-name")]
    let facets = list.fields(for: .facet).map(\.name).filter { !without.contains($0) }
    parameters.append(
      Parameter(
        "facets", .facets(facets), "counts of the values of \(facets.joined(separator: ", "))",
        example: facets.first ?? ""))
    if list.fields(for: .facet).contains(where: { $0.uses.contains(.under) }) {
      parameters.append(.countUnder)
    }
    return parameters + .item(shows: fields, includes: includes) + [.delimiter, .mark, .limit, .cursor]
  }

  /// The parameters of a list of few records.
  static func shortList<Item>(_ list: ShortList<Item>, shows fields: [String]) -> [Parameter] {
    let items = list.name.replacing("-", with: " ")
    let filters = list.fields.filter { $0.uses.contains(.filter) }.map { Parameter($0, of: items) }
    let sortable = list.fields.filter { $0.uses.contains(.sort) }.map(\.name)
    return filters + [.words, .sort(sortable, example: "-name")] + .item(shows: fields)
      + [.delimiter, .mark, .limit, .cursor]
  }

  /// - Parameter names: nil for all fields that the list can be filtered by.
  static func filters(
    _ list: DirectoryList, only names: [String]? = nil, without: [String] = []
  ) -> [Parameter] {
    list.fields(for: .filter).filter { names?.contains($0.name) ?? !without.contains($0.name) }.map {
      Parameter($0, of: list.rawValue)
    }
  }

  /// The parameters of a single record.
  static func item(shows fields: [String], includes: [Inclusion] = []) -> [Parameter] {
    var meaning = "only these of \(fields.joined(separator: ", "))"
    let included = IncludedField.names(includes)
    if let first = included.first { meaning += "; and, of included records, only these, such as \(first)" }
    var parameters = [
      Parameter(
        "fields", .fields(fields + included), meaning, example: fields.prefix(2).joined(separator: ","))
    ]
    if !includes.isEmpty {
      let names = includes.map(\.rawValue).joined(separator: ", ")
      parameters.append(
        Parameter(
          "include", .include(includes), "\(names) in full, in the field included",
          example: includes[0].rawValue))
    }
    return parameters + [.pretty, .language]
  }
}

extension Parameter {
  fileprivate static func sort(_ fields: [String], example: String) -> Parameter {
    Parameter(
      "sort", .sort(fields),
      "by \(fields.joined(separator: ", ")); several with commas, `-` in front of one for descending",
      example: example)
  }

  /// A filter of a list.
  ///
  /// - Parameter items: the plural of what the list has.
  fileprivate init(_ field: ListField, of items: String) {
    self.init(field.name, .filter(field), Self.meaning(field, of: items))
  }

  private static func meaning(_ field: ListField, of items: String) -> String {
    let which = "\(items) \(field.narrowing)"
    return switch field.kind {
    case .values:
      which + ". `a,b` means a or b, `not.a` means all but a; given twice, both must match"
        + (field.uses.contains(.under)
          ? ". `under.a` means a or any \(field.name == "parent" ? "area inside" : "topic below") it, at any "
            + "depth, and `not.under.a` all others" : "")
    case .number: which + ": `1000`, `1000..`, `..1000` or `1000..5000`"
    case .day: which + ": `2021`, `2021-03..` or `..2021-12-31`"
    case .flag: which + ": `true` or `false`"
    case .identifier:
      which
        + ", with the register in front: `wikidata:Q42`. `a,b` means a or b, `not.a` means all but a"
    case .code: which + ". `a,b` means a or b, `not.a` means all but a"
    case .name, .custom: which
    }
  }
}
