internal import Directory
internal import HTTPCore

/// What is answered to a query that is not right: part of `ProblemTable`.
extension ProblemTable {
  func query(_ error: APIError) -> Entry {
    switch error {
    case .unknownParameter(let name, let allowed):
      let kin = Repairs.parameter(name, among: allowed)
      let nearest = kin.map { [$0] } ?? NearestValues.nearest(to: name, among: allowed)
      let takes = allowed.isEmpty ? "takes no parameters" : "takes \(Self.list(allowed))"
      return Entry(
        .badRequest, "unknown-parameter",
        "There is no parameter \(Self.quoted(name)) here\(Self.hint(nearest)). This resource \(takes)."
      ).with("parameter", name).with("nearest", nearest).with("allowed", allowed)
        // Pages are not numbered here: the value of another API's parameter is no cursor.
        .correcting(.rename(name, to: kin == "cursor" ? nil : nearest.first))
    case .repeatedParameter(let name):
      return Entry(
        .badRequest, "repeated-parameter",
        "The parameter \(Self.quoted(name)) may stand once. Filters alone may stand again, and then all of them hold."
      ).with("parameter", name).correcting(.keepLast(name))
    case .parameterForOtherFormat(let name, let format, let others, let route):
      let names = others.map(\.name)
      var entry = Entry(
        .badRequest, "parameter-for-other-format",
        "\(name) says nothing about \(format.name), only about \(Self.list(names)): leave it out, or ask for that."
      ).with("parameter", name).with("formats", names).correcting(.rename(name, to: nil))
      entry.formats = (others, route)
      return entry
    case .tooManyValues(let count):
      return Entry(
        .badRequest, "too-many-values",
        "The filters of a request have up to \(ClauseSyntax.mostValues) values together; these have \(count)."
      ).with("maximum") { $0.element(ClauseSyntax.mostValues) }
    default:
      return Entry(
        .badRequest, "malformed-query",
        "A query is name=value pairs joined by &, in percent-encoded UTF-8 without NUL.")
    }
  }

  func argument(_ fault: ArgumentFault, on route: Route?) -> Entry {
    let name = fault.parameter
    switch fault.reason {
    case .unknown(let known): return unknown(fault.value, of: fault, among: known, piece: nil)
    case .unknownName(let value, let known): return unknown(value, of: fault, among: known, piece: value)
    case .noNumber(let text):
      return range(
        fault, text, "takes whole numbers and ranges of them: 1000, 1000.., ..1000 or 1000..5000",
        Repairs.range(text, isRange: ClauseSyntax.isNumbers))
    case .noDay(let text):
      return range(
        fault, text, "takes days, months and years, and ranges of them: 2021-03-01, 2021-03.. or 2020..2021",
        Repairs.range(text, isRange: ClauseSyntax.isDays))
    case .noSingleDay(let text):
      return range(fault, text, "takes one day: 2021-03-01", Repairs.day(text))
    case .backwards(let text):
      let ends = text.split(separator: ".", omittingEmptySubsequences: true)
      let turned = ends.count == 2 ? "\(ends[1])..\(ends[0])" : nil
      return Entry(.badRequest, "invalid-range", "The range \(Self.quoted(text)) ends before it begins.")
        .with("parameter", name).with("value", text).correcting(.replace(name, piece: text, by: turned))
    case .notWhole:
      return Entry(.badRequest, "invalid-number", "\(name) is a whole number.")
        .with("parameter", name).with("value", fault.value)
    case .noLimit(let maximum):
      let isNumber = !fault.value.isEmpty && fault.value.utf8.allSatisfy { Byte.isDigit($0) }
      let isNone = fault.value.utf8.allSatisfy { $0 == Byte.zero }
      return Entry(
        .badRequest, "invalid-limit", "\(name) is a whole number from 1 to \(maximum)."
      ).with("parameter", name).with("value", fault.value)
        .with("minimum") { $0.element(1) }.with("maximum") { $0.element(maximum) }
        .correcting(.replace(name, piece: nil, by: isNumber ? String(isNone ? 1 : maximum) : nil))
    case .noCursor: return invalidCursor
    case .search(let fault): return search(fault, on: route)
    }
  }

  private func unknown(_ value: String, of fault: ArgumentFault, among known: [String], piece: String?)
    -> Entry
  {
    let nearest = Self.nearest(to: value, among: known, of: fault)
    return Entry(
      .badRequest, "unknown-value",
      "The parameter \(fault.parameter) has no value \(Self.quoted(value))\(Self.hint(nearest)). "
        + "It takes \(Self.list(known))."
    ).with("parameter", fault.parameter).with("value", value).with("nearest", nearest).with("allowed", known)
      .correcting(.replace(fault.parameter, piece: piece, by: nearest.first))
  }

  private static func nearest(to value: String, among known: [String], of fault: ArgumentFault) -> [String] {
    if known == ["true", "false"], let flag = Repairs.flag(value) { return [flag] }
    if fault.parameter == "sort", let key = Repairs.sort(value, among: known) { return [key] }
    return NearestValues.nearest(to: value, among: known)
  }

  private func range(
    _ fault: ArgumentFault, _ text: String, _ takes: String, _ repaired: String?
  ) -> Entry {
    Entry(
      .badRequest, "invalid-range",
      "The parameter \(fault.parameter) \(takes); not \(Self.quoted(text))\(Self.hint(repaired.map { [$0] } ?? []))."
    ).with("parameter", fault.parameter).with("value", text)
      .correcting(.replace(fault.parameter, piece: text, by: repaired))
  }

  var invalidCursor: Entry {
    Entry(
      .badRequest, "invalid-cursor",
      "This cursor is not of this list with these filters in this order. Send what next of its page said, or start "
        + "again without one."
    ).with("parameter", "cursor").correcting(.rename("cursor", to: nil))
  }

  func search(_ fault: SearchFault, on route: Route?) -> Entry {
    switch fault {
    case .noText:
      let path = route.flatMap { $0.pattern.contains("{") ? nil : $0.pattern } ?? "/search"
      return Entry(
        .badRequest, "missing-parameter",
        "q says what to search for: \(path)?q=climate. A word may be cut short, and its accents left out."
      ).with("parameter", "q").with("example", "\(path)?q=climate")
    case .tooLong:
      return Entry(
        .badRequest, "search-too-long",
        "q has up to \(SearchLimit.characters) characters and \(SearchLimit.words) words."
      ).with("parameter", "q").with("maximum") { $0.element(SearchLimit.characters) }
        .with("maximumWords") { $0.element(SearchLimit.words) }
    }
  }

  static func hint(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; perhaps \(nearest.joined(separator: " or "))"
  }

  static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  static func quoted(_ text: String) -> String { "'\(text)'" }
}
