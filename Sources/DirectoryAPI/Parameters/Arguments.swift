internal import Directory
internal import HTTPCore

/// The parameters of one request, each checked against its route.
struct Arguments: Sendable {
  /// All but the cursor, in the order of the route and in one spelling, so that links are canonical.
  private(set) var canonical: [(name: String, value: String)] = []
  private(set) var query = ListQuery()
  /// Nil: all of them.
  private(set) var fields: [String]?
  private(set) var inclusions: [Inclusion] = []
  /// The names of those that are true.
  private(set) var flags: Set<String> = []
  /// Between the cells of a row.
  private(set) var delimiter = Byte.comma
  /// What a search looks for.
  private(set) var types = SearchType.allCases

  /// The slugs of a parameter of the kinds `name` and `names`.
  func names(_ parameter: String) -> [String] {
    canonical.first { $0.name == parameter }.map {
      $0.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    } ?? []
  }

  var isPretty: Bool { flags.contains("pretty") }
  var limit: Int { query.limit }
  /// Whether the client wants a page, and not the whole list.
  var saysHowMany: Bool { cursor != nil || canonical.contains { $0.name == "limit" } }

  /// Nothing that a client asks for is left unheard.
  func check(for format: Format, of route: Route) throws(APIError) {
    for argument in canonical {
      guard let parameter = route.parameters.first(where: { $0.name == argument.name }),
        !format.takes(parameter)
      else { continue }
      let others = route.offers.formats.filter { $0.takes(parameter) }
      throw .argument(.parameterForOtherFormat(parameter.name, format, others: others, route))
    }
  }
  var cursor: Cursor? { query.after }

  subscript(_ parameter: Parameter) -> String? {
    canonical.first { $0.name == parameter.name }?.value
  }

  init(_ sent: Query, for parameters: [Parameter]) throws(APIError) {
    if !sent.parameters.isEmpty { try take(sent, among: parameters) }
    // A search is as long as a screen, a list as long as is asked for.
    if parameters.contains(where: { if case .bestFew = $0.kind { true } else { false } }),
      !canonical.contains(where: { $0.name == "limit" })
    {
      query.limit = SearchLimit.standard
    }
    let asked = query.clauses.reduce(0) { $0 + $1.valueCount }
    if asked > ClauseSyntax.mostValues { throw .argument(.tooManyValues(asked)) }
  }

  private mutating func take(_ sent: Query, among parameters: [Parameter]) throws(APIError) {
    var given: [[String]] = Array(repeating: [], count: parameters.count)
    for pair in sent.parameters {
      guard let index = parameters.firstIndex(where: { $0.name == pair.name }) else {
        throw .argument(.unknownParameter(pair.name, allowed: parameters.map(\.name)))
      }
      guard given[index].isEmpty || parameters[index].mayRepeat else {
        throw .argument(.repeatedParameter(pair.name))
      }
      given[index].append(pair.value)
    }
    for (parameter, values) in zip(parameters, given) {
      for value in values {
        do { try take(parameter, value) } catch {
          throw .argument(.invalidValue(InvalidValue(parameter: parameter.name, value: value, reason: error)))
        }
      }
    }
  }

  private mutating func take(_ parameter: Parameter, _ value: String) throws(InvalidValue.Reason) {
    var spelled = value
    switch parameter.kind {
    case .filter(let field): query.clauses.append(try ClauseSyntax.clause(value, on: field))
    case .words: query.text = try SearchSyntax.text(value)
    case .day: query.clauses.append(try ClauseSyntax.day(value, parameter.name))
    case .sort(let known): query.sort = try Self.sort(value, among: known)
    case .facets(let known): query.facets = try Self.names(value, among: known)
    case .fields(let known): fields = try Self.names(value, among: known)
    case .include(let known):
      let names = try Self.names(value, among: known.map(\.rawValue))
      inclusions = known.filter { names.contains($0.rawValue) }
    case .flag:
      guard let flag = ["": true, "true": true, "false": false][value] else {
        throw .unknown(among: ["true", "false"])
      }
      if flag { flags.insert(parameter.name) }
      spelled = flag ? "true" : "false"
    case .delimiter:
      let known = ["comma": Byte.comma, "semicolon": Byte.semicolon, "tab": Byte.tab]
      guard let octet = known[value] else { throw .unknown(among: known.keys.sorted()) }
      delimiter = octet
    case .limit:
      query.limit = try Self.limit(value, maximum: PageLimit.maximum)
      spelled = String(query.limit)
    case .cursor:
      guard let cursor = Cursor(text: value) else { throw .noCursor }
      query.after = cursor
      return
    case .bestFew: query.limit = try Self.limit(value, maximum: SearchLimit.maximum)
    case .name, .names: break
    case .choice(let known):
      guard known.contains(value) else { throw .unknown(among: known) }
    case .number:
      let digits = Array(value.utf8)
      guard let number = digits.span.decimal(0..<digits.count) else { throw .notWhole }
      spelled = String(number)
    case .types(let known):
      let names = try Self.names(value, among: known.map(\.rawValue))
      // In our order, whatever was sent: it is part of the ranking.
      types = known.filter { names.contains($0.rawValue) }
    }
    canonical.append((parameter.name, spelled))
  }

  static func limit(_ text: String, maximum: Int) throws(InvalidValue.Reason) -> Int {
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count), 1...maximum ~= number else {
      throw .noLimit(maximum: maximum)
    }
    return number
  }

  /// Names from a list, joined by commas, each at most once.
  private static func names(
    _ text: String, among known: [String]
  ) throws(InvalidValue.Reason) -> [String] {
    var names: [String] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(piece)
      guard known.contains(name) else { throw .unknownName(name, among: known) }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func sort(
    _ text: String, among known: [String]
  ) throws(InvalidValue.Reason) -> [SortKey] {
    var keys: [SortKey] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let isDescending = piece.hasPrefix("-")
      let name = String(isDescending ? piece.dropFirst() : piece)
      guard known.contains(name) else { throw .unknownName(name, among: known) }
      // Said again it decides nothing.
      if !keys.contains(where: { $0.field == name }) {
        keys.append(SortKey(name, isDescending: isDescending))
      }
    }
    return keys
  }
}
