internal import Directory
internal import HTTPCore

/// The query: its parameters. ProblemTable+Values.swift has their values.
extension ProblemTable {
  func argument(_ error: ArgumentError, on route: Route?) -> ProblemEntry {
    switch error {
    case .malformedQuery:
      return ProblemEntry(
        .badRequest, "malformed-query",
        "A query must be name=value pairs joined by &, in percent-encoded UTF-8 without NUL.")
    case .tooManyParameters(let count):
      return tooMany(
        "too-many-parameters", Arguments.mostParameters, "A request may have",
        "parameters; this one has \(count).")
    case .queryTooLongForPages: return Self.queryTooLongForPages
    case .unknownParameter(let name, let allowed):
      return unknownParameter(name, among: suggestions.shown(allowed))
    case .repeatedParameter(let name):
      return ProblemEntry(
        .badRequest, "repeated-parameter",
        "The parameter \(Self.quoted(name)) may be given once. Only filters may be given several times; "
          + "then all of them must match."
      ).with("parameter", name).correcting(Self.isForShow(name, on: route) ? .keepLast(name) : nil)
    case .parameterForOtherFormat(let name, let format, let others, let route):
      return parameterForOtherFormat(name, format, others: others, on: route)
    case .tooManyValues(let count):
      return tooMany(
        "too-many-values", ClauseSyntax.mostValues, "The filters of a request may have",
        "values in total; these have \(count).")
    case .parameterForTables(let name): return parameterForTables(name)
    case .fieldsNotIncluded(let fields, let own, let format):
      return fieldsNotIncluded(fields, own: own, format)
    case .invalidValue(let value): return invalidValue(value, on: route)
    case .missingSearchText: return missingSearchText(on: route)
    case .missingMatchTopic: return missingMatchTopic
    case .noLanguages(let value):
      return ProblemEntry(
        .badRequest, "unknown-value",
        "This directory declares no languages, so lang can't be \(Self.quoted(value)). Leave lang out."
      ).with("parameter", Parameter.language.name).with("value", value).with("nearest", [String]())
        .with("allowed", [String]()).correcting(.replace(Parameter.language.name, piece: nil, by: nil))
    }
  }

  private func parameterForOtherFormat(
    _ name: String, _ format: Format, others: [Format], on route: Route
  ) -> ProblemEntry {
    let names = others.map(\.name)
    return ProblemEntry(
      .badRequest, "parameter-for-other-format",
      "\(name) has no effect on \(format.name), only on \(Self.list(names)). Leave it out, or ask for "
        + "another format."
    ).with("parameter", name).with("formats", names)
      .correcting(Self.isForShow(name, on: route) ? .rename(name, to: nil) : nil)
      .offering(others, of: route)
  }

  private func parameterForTables(_ name: String) -> ProblemEntry {
    let (what, others) =
      name == Parameter.rowType.name
      ? ("is the type of the rows", "Each record of JSON and NDJSON states its own type")
      : ("is about the columns", "JSON and NDJSON have none")
    return ProblemEntry(
      .badRequest, "parameter-for-tables",
      "\(name) \(what) of a table (text/csv or text/tab-separated-values). \(others), so leave it out."
    ).with("parameter", name).correcting(.rename(name, to: nil))
  }

  private func fieldsNotIncluded(
    _ fields: [IncludedField], own: [String]?, _ format: Format
  ) -> ProblemEntry {
    let names = fields.map(\.name)
    guard format == .json else {
      return ProblemEntry(
        .badRequest, "field-not-included",
        "fields names \(Self.list(names)), but only JSON has included records, not \(format.name). Leave it out."
      ).with("parameter", "fields").with("value", names.first)
        .correcting(.replace("fields", piece: nil, by: own?.joined(separator: ",")))
    }
    var missing: [String] = []
    for name in fields.map(\.inclusion.rawValue) where !missing.contains(name) { missing.append(name) }
    let values = missing.joined(separator: ",")
    return ProblemEntry(
      .badRequest, "field-not-included",
      "fields names \(Self.list(names)), but the request doesn't include \(Self.list(missing)). Add \(values) "
        + "to include."
    ).with("parameter", "fields").with("value", names.first).correcting(.append(values, to: "include"))
  }

  private static var queryTooLongForPages: ProblemEntry {
    ProblemEntry(
      .badRequest, "query-too-long",
      "The link to the next page would be too long, since it repeats the query. Ask for JSON, whose content "
        + "has the cursor, or with fewer values.")
  }

  /// - Parameters:
  ///   - start: the message before the maximum.
  ///   - end: the message after it.
  private func tooMany(_ code: String, _ maximum: Int, _ start: String, _ end: String) -> ProblemEntry {
    ProblemEntry(.badRequest, code, "\(start) \(maximum) \(end)").with("maximum") { $0.element(maximum) }
  }

  private func unknownParameter(_ name: String, among allowed: [String]) -> ProblemEntry {
    let kin = Repairs.parameter(name, among: allowed)
    let nearest = kin.map { [$0] } ?? NearestValues.nearest(to: name, among: allowed)
    let takes = allowed.isEmpty ? "It takes no parameters." : "It takes \(Self.list(allowed))."
    return ProblemEntry(
      .badRequest, "unknown-parameter",
      "This resource has no parameter \(Self.quoted(name))\(Self.hint(nearest)). \(takes)"
    ).with("parameter", name).with("nearest", nearest).with("allowed", allowed)
      .correcting(Self.renaming(name, kin: kin, nearest: nearest.first))
  }

  /// Returns nil for a name that resembles none: without it, the request might ask for something else. The
  /// value of another API's page parameter isn't a cursor, and without it the request would ask for the first
  /// page.
  private static func renaming(_ name: String, kin: String?, nearest: String?) -> Correction? {
    kin == "cursor" ? nil : nearest.map { .rename(name, to: $0) }
  }

  /// Reports whether a request may be corrected by leaving a value of the parameter out.
  static func isForShow(_ name: String, on route: Route?) -> Bool {
    route?.parameters.first { $0.name == name }?.isForShow ?? false
  }

  private func missingSearchText(on route: Route?) -> ProblemEntry {
    let path = route.flatMap { $0.pattern.contains("{") ? nil : $0.pattern } ?? "/search"
    let example = suggestions.examples.map { Query.target(path, [("q", $0.word)]) }
    return ProblemEntry(
      .badRequest, "missing-parameter",
      "q is required; it has the words to search for\(example.map { ": " + $0 } ?? ""). The last word may be "
        + "incomplete, and accents may be left out."
    ).with("parameter", "q").with("example", example)
  }

  private var missingMatchTopic: ProblemEntry {
    let examples = suggestions.examples
    let targets = [
      examples.map { Query.target("/match", [("topic", $0.topic.slug)]) },
      examples.map { Query.target("/match", [("with", $0.member.slug)]) },
    ].compactMap(\.self)
    let hint = targets.isEmpty ? "" : ": " + targets.joined(separator: ", or ")
    return ProblemEntry(
      .badRequest, "missing-parameter", "One of topic, programme and with is required\(hint)."
    ).with("parameter", "topic").with("example", targets.first)
  }
}
