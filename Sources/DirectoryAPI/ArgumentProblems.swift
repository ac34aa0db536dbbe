internal import Directory
internal import HTTPCore

/// What is answered to a query that is not right: part of `ProblemTable`.
extension ProblemTable {
  func query(_ error: APIError) -> Entry {
    switch error {
    case .unknownParameter(let name, let allowed):
      let nearest = NearestValues.nearest(to: name, among: allowed)
      let takes = allowed.isEmpty ? "takes no parameters" : "takes \(Self.list(allowed))"
      return Entry(
        .badRequest, "unknown-parameter",
        "There is no parameter \(Self.quoted(name)) here\(Self.hint(nearest)). This resource \(takes)."
      ).with("parameter", name).with("nearest", nearest).with("allowed", allowed)
        .correcting(.rename(name, to: nearest.first))
    case .repeatedParameter(let name):
      return Entry(
        .badRequest, "repeated-parameter", "The parameter \(Self.quoted(name)) may stand once."
      ).with("parameter", name).correcting(.keepLast(name))
    case .parameterForOtherFormat(let name, let format, let others):
      return Entry(
        .badRequest, "parameter-for-other-format",
        "\(name) says nothing about \(format.rawValue); it is for \(Self.list(others.map(\.rawValue)))."
      ).with("parameter", name).with("formats", others.map(\.rawValue)).correcting(.rename(name, to: nil))
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

  func argument(_ fault: ArgumentFault) -> Entry {
    let name = fault.parameter
    switch fault.reason {
    case .unknown(let known): return unknown(fault.value, of: fault, among: known, piece: nil)
    case .unknownName(let value, let known): return unknown(value, of: fault, among: known, piece: value)
    case .noNumber(let text):
      return range(fault, text, "takes whole numbers and ranges of them: 1000, 1000.., ..1000 or 1000..5000")
    case .noDay(let text):
      return range(
        fault, text, "takes days, months and years, and ranges of them: 2021-03-01, 2021-03.. or 2020..2021")
    case .backwards(let text):
      let ends = text.split(separator: ".", omittingEmptySubsequences: true)
      let turned = ends.count == 2 ? "\(ends[1])..\(ends[0])" : nil
      return Entry(.badRequest, "invalid-range", "The range \(Self.quoted(text)) ends before it begins.")
        .with("parameter", name).with("value", text).correcting(.replace(name, piece: text, by: turned))
    case .notWhole:
      return Entry(.badRequest, "invalid-number", "\(name) is a whole number.")
        .with("parameter", name).with("value", fault.value)
    case .noLimit(let maximum):
      let isTooMuch =
        !fault.value.isEmpty && fault.value.utf8.allSatisfy { Byte.isDigit($0) } && fault.value != "0"
      return Entry(
        .badRequest, "invalid-limit", "\(name) is a whole number from 1 to \(maximum)."
      ).with("parameter", name).with("value", fault.value)
        .with("minimum") { $0.element(1) }.with("maximum") { $0.element(maximum) }
        .correcting(.replace(name, piece: nil, by: isTooMuch ? String(maximum) : nil))
    case .noCursor: return invalidCursor
    case .search(let fault): return search(fault)
    }
  }

  private func unknown(_ value: String, of fault: ArgumentFault, among known: [String], piece: String?)
    -> Entry
  {
    let nearest = NearestValues.nearest(to: value, among: known)
    return Entry(
      .badRequest, "unknown-value",
      "The parameter \(fault.parameter) has no value \(Self.quoted(value))\(Self.hint(nearest)). "
        + "It takes \(Self.list(known))."
    ).with("parameter", fault.parameter).with("value", value).with("nearest", nearest).with("allowed", known)
      .correcting(.replace(fault.parameter, piece: piece, by: nearest.first))
  }

  private func range(_ fault: ArgumentFault, _ text: String, _ takes: String) -> Entry {
    Entry(
      .badRequest, "invalid-range", "The parameter \(fault.parameter) \(takes); not \(Self.quoted(text))."
    ).with("parameter", fault.parameter).with("value", text)
      .correcting(.replace(fault.parameter, piece: text, by: nil))
  }

  var invalidCursor: Entry {
    Entry(
      .badRequest, "invalid-cursor",
      "cursor is what next of this list, with the same filters and order, said; start again without one."
    ).with("parameter", "cursor").correcting(.rename("cursor", to: nil))
  }

  func search(_ fault: SearchFault) -> Entry {
    switch fault {
    case .noText:
      return Entry(
        .badRequest, "missing-parameter",
        "q says what to search for: /search?q=climate. A word may be cut short, and its accents left out."
      ).with("parameter", "q").with("example", "/search?q=climate")
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
