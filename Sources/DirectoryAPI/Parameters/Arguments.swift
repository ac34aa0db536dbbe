internal import Directory
internal import HTTPCore

/// The parameters of one request, checked against those of its route.
struct Arguments: Sendable {
  /// More than a person or a program needs: the filters of a request may have 100 values in total.
  static let mostParameters = 200

  /// All parameters except the cursor, in the order of the route and in one spelling, so that links are
  /// canonical.
  private(set) var canonical: [(name: String, value: String)] = []
  private(set) var query = ListQuery()
  /// The fields of an item to show, or nil for all.
  private(set) var fields: [String]?
  /// The fields of included records to show. All are shown of an inclusion of which it has none.
  private(set) var includedFields: [IncludedField] = []
  private(set) var inclusions: [Inclusion] = []
  /// The names of the flags that are true.
  private(set) var flags: Set<String> = []
  /// The separator of the cells of CSV.
  private(set) var delimiter = Byte.comma
  /// The types of record that a search finds.
  private(set) var types = SearchType.allCases

  /// The language of the texts; nil if the client has chosen none.
  var language: String? { canonical.isEmpty ? nil : self[.language] }
  var isPretty: Bool { flags.contains("pretty") }
  var limit: Int { query.limit }
  var cursor: Cursor? { query.after }
  /// True if the client asks for one page and not for the whole list.
  var saysHowMany: Bool { cursor != nil || canonical.contains { $0.name == "limit" } }

  subscript(_ parameter: Parameter) -> String? {
    canonical.first { $0.name == parameter.name }?.value
  }

  /// Returns the values of a parameter that may be given several times.
  func all(_ parameter: Parameter) -> [String] {
    canonical.filter { $0.name == parameter.name }.map(\.value)
  }

  /// Returns the slugs in a parameter of the kind `name` or `names`.
  func names(_ parameter: String) -> [String] {
    canonical.first { $0.name == parameter }.map {
      $0.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    } ?? []
  }

  /// Returns the slugs in a parameter whose values come from the directory.
  func slugs(of parameter: Parameter) -> [String] {
    switch parameter.kind {
    case .filter(let field): query.clauses.filter { $0.field == field.name }.flatMap(\.slugs)
    case .names: names(parameter.name)
    case .name: all(parameter)
    default: []
    }
  }

  /// Returns the fields to show of the records of an inclusion, or nil for all.
  func fields(of inclusion: Inclusion) -> [String]? {
    let names = includedFields.filter { $0.inclusion == inclusion }.map(\.field)
    return names.isEmpty ? nil : names
  }

  /// Throws if a parameter, or a value of `fields`, would have no effect with this format.
  func check(for format: Format, of route: Route) throws(APIError) {
    for argument in canonical {
      guard let parameter = route.parameters.first(where: { $0.name == argument.name }),
        !format.takes(parameter)
      else { continue }
      let others = route.offers.formats.filter { $0.takes(parameter) }
      throw .argument(.parameterForOtherFormat(parameter.name, format, others: others, route))
    }
    let idle = includedFields.filter { format != .json || !inclusions.contains($0.inclusion) }
    if !idle.isEmpty { throw .argument(.fieldsNotIncluded(idle, own: fields, format)) }
  }

  init(_ sent: Query, for parameters: [Parameter]) throws(APIError) {
    guard sent.parameters.count <= Self.mostParameters else {
      throw .argument(.tooManyParameters(sent.parameters.count))
    }
    if !sent.parameters.isEmpty { try parse(sent, as: parameters) }
    // A search returns few matches unless it has a limit; a list returns a page.
    if parameters.contains(where: { if case .bestFew = $0.kind { true } else { false } }),
      !canonical.contains(where: { $0.name == "limit" })
    {
      query.limit = SearchLimit.standard
    }
    let count = query.clauses.reduce(0) { $0 + $1.valueCount }
    if count > ClauseSyntax.mostValues { throw .argument(.tooManyValues(count)) }
  }

  private mutating func parse(_ sent: Query, as parameters: [Parameter]) throws(APIError) {
    var given: [[String]] = Array(repeating: [], count: parameters.count)
    for pair in sent.parameters {
      guard let index = parameters.firstIndex(where: { $0.name == pair.name }) else {
        throw .argument(.unknownParameter(pair.name, allowed: parameters.map(\.name)))
      }
      if parameters[index].isList, let list = given[index].first {
        given[index] = [list + "," + pair.value]
        continue
      }
      guard given[index].isEmpty || parameters[index].mayRepeat else {
        throw .argument(.repeatedParameter(pair.name))
      }
      given[index].append(pair.value)
    }
    for (parameter, values) in zip(parameters, given) {
      for value in values {
        do { try set(parameter, value) } catch {
          throw .argument(
            .invalidValue(InvalidValue(parameter: parameter.name, value: value, reason: error)))
        }
      }
    }
  }

  /// Parses the value and stores it in the property that it belongs to.
  private mutating func set(_ parameter: Parameter, _ value: String) throws(InvalidValue.Reason) {
    var spelled = value
    switch parameter.kind {
    case .filter(let field): spelled = try addFilter(value, on: field)
    case .words: query.text = try SearchSyntax.text(value)
    case .day: query.clauses.append(try ClauseSyntax.day(value, parameter.name))
    case .place: query.clauses.append(Clause(parameter.name, .near(try PlaceSyntax.place(value))))
    case .distance: try PlaceSyntax.setDistance(value, in: &query.clauses)
    case .sort(let known): query.sort = try PlaceSyntax.sort(value, among: known, with: query.clauses)
    case .facets(let known):
      query.facets = try ArgumentSyntax.names(value, among: known)
      spelled = query.facets.joined(separator: ",")
    case .fields(let known):
      let names = try ArgumentSyntax.fields(value, among: known)
      show(names)
      spelled = names.joined(separator: ",")
    case .include(let known): inclusions = try ArgumentSyntax.choices(value, among: known)
    case .flag:
      spelled = try setFlag(parameter, value)
    case .delimiter: delimiter = try ArgumentSyntax.delimiter(value)
    case .limit(let least):
      query.limit = try ArgumentSyntax.limit(value, in: least...PageLimit.maximum)
      spelled = String(query.limit)
    case .cursor:
      guard let cursor = Cursor(text: value) else { throw .noCursor }
      query.after = cursor
      // The cursor isn't part of the canonical spelling.
      return
    case .bestFew:
      query.limit = try ArgumentSyntax.limit(value, in: 0...SearchLimit.maximum)
      spelled = String(query.limit)
    case .name, .names, .text, .texts, .language: break
    case .choice(let known):
      guard known.contains(value) else { throw .unknown(among: known) }
    case .number: spelled = String(try ArgumentSyntax.number(value))
    // The types are put into our order, since the order is part of the ranking.
    case .types(let known): types = try ArgumentSyntax.choices(value, among: known)
    }
    canonical.append((parameter.name, spelled))
  }

  /// Sets a flag, and returns its value in its one spelling.
  private mutating func setFlag(_ parameter: Parameter, _ value: String) throws(InvalidValue.Reason) -> String
  {
    let isSet = try ArgumentSyntax.flag(value)
    if isSet { flags.insert(parameter.name) }
    if parameter.name == Parameter.countUnder.name { query.countsUnder = isSet }
    return isSet ? "true" : "false"
  }

  /// Divides the fields to show into those of an item and those of included records.
  private mutating func show(_ names: [String]) {
    includedFields = names.compactMap(IncludedField.init)
    let own = names.filter { !$0.hasPrefix(IncludedField.prefix) }
    fields = own.isEmpty ? nil : own
  }

  /// Adds a clause, and returns it in its one spelling.
  private mutating func addFilter(
    _ value: String, on field: ListField
  ) throws(InvalidValue.Reason) -> String {
    let clause = try ClauseSyntax.clause(value, on: field)
    query.clauses.append(clause)
    return ClauseSyntax.canonical(clause, sentAs: value)
  }
}
