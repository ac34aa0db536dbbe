internal import Directory
internal import HTTPCore

/// Values of parameters.
extension ProblemTable {
  func invalidValue(_ fault: InvalidValue, on route: Route?) -> ProblemEntry {
    let name = fault.parameter
    switch fault.reason {
    case .unknown(let known):
      let known = suggestions.shown(known)
      return unknownValue(fault.value, of: fault, among: known, piece: nil, on: route)
    case .unknownName(let value, let known):
      return unknownValue(value, of: fault, among: suggestions.shown(known), piece: value, on: route)
    case .noNumber(let text): return noNumber(text, of: fault)
    case .noDecimal(let text): return noDecimal(text, of: fault)
    case .noDay(let text):
      return invalidRange(
        text, of: fault,
        "takes days, months and years, and ranges of them: 2021-03-01, 2021-03.. or 2020..2021",
        Repairs.range(text, isRange: Clause.isDays))
    case .noSingleDay(let text):
      return invalidRange(text, of: fault, "takes one day: 2021-03-01", Repairs.day(text))
    case .backwards(let text): return backwards(text, name)
    case .notWhole:
      return ProblemEntry(.badRequest, "invalid-number", "\(name) must be a whole number.")
        .with("parameter", name).with("value", fault.value)
    case .noPlace: return noPlace(fault)
    case .noDistance: return noDistance(fault)
    case .noNear: return noNear(fault)
    case .noIdentifier(let text): return noIdentifier(text, name)
    case .notColumnAndField:
      return ProblemEntry(
        .badRequest, "unknown-value", "\(name) must have the form column=field, such as Engelsk navn=name."
      ).with("parameter", name).with("value", fault.value)
    case .noLimit(let range): return invalidLimit(fault, range)
    case .noCursor: return invalidCursor
    case .searchTooLong:
      return ProblemEntry(
        .badRequest, "search-too-long",
        "q may have \(SearchLimit.characters) characters and \(SearchLimit.words) words."
      ).with("parameter", "q").with("maximum") { $0.element(SearchLimit.characters) }
        .with("maximumWords") { $0.element(SearchLimit.words) }
    }
  }

  private func noDistance(_ fault: InvalidValue) -> ProblemEntry {
    ProblemEntry(
      .badRequest, "invalid-place",
      "\(fault.parameter) must be a number of kilometres that is more than 0 and at most 20000, such as 25."
    ).with("parameter", fault.parameter).with("value", fault.value)
  }

  private func noNear(_ fault: InvalidValue) -> ProblemEntry {
    let name = fault.parameter
    if name == "sort" {
      return ProblemEntry(
        .badRequest, "invalid-place",
        "\(fault.value) is the distance from a place, and no place is given: "
          + "near=59.91,10.75&sort=\(fault.value)."
      ).with("parameter", name).with("value", fault.value)
    }
    return ProblemEntry(
      .badRequest, "invalid-place",
      "\(name) says how far from a place, and no place is given: near=59.91,10.75&\(name)=\(fault.value)."
    ).with("parameter", name).with("value", fault.value)
  }

  private func noIdentifier(_ text: String, _ name: String) -> ProblemEntry {
    ProblemEntry(
      .badRequest, "unknown-value",
      "\(name) takes a register and a number, such as wikidata:Q42; not \(Self.quoted(text))."
    ).with("parameter", name).with("value", text)
  }

  private func noPlace(_ fault: InvalidValue) -> ProblemEntry {
    let parts = fault.value.split(separator: ",")
    let turned = parts.count == 2 ? "\(parts[1]),\(parts[0])" : ""
    let hint = (try? PlaceSyntax.place(turned)) == nil ? "" : " Is the latitude first?"
    return ProblemEntry(
      .badRequest, "invalid-place",
      "\(fault.parameter) must be a latitude and a longitude in degrees, such as 59.91,10.75; not "
        + "\(Self.quoted(fault.value)).\(hint)"
    ).with("parameter", fault.parameter).with("value", fault.value)
  }

  private func backwards(_ text: String, _ name: String) -> ProblemEntry {
    let ends = text.split(separator: ".", omittingEmptySubsequences: true)
    let turned = ends.count == 2 ? "\(ends[1])..\(ends[0])" : nil
    return ProblemEntry(
      .badRequest, "invalid-range", "The range \(Self.quoted(text)) ends before it begins."
    ).with("parameter", name).with("value", text)
      .correcting(turned.map { .replace(name, piece: text, by: $0) })
  }

  private func unknownValue(
    _ value: String, of fault: InvalidValue, among known: [String], piece: String?, on route: Route?
  ) -> ProblemEntry {
    let nearest = Self.nearest(to: value, among: known, of: fault)
    let isCorrected = !nearest.isEmpty || Self.isForShow(fault.parameter, on: route)
    return ProblemEntry(
      .badRequest, "unknown-value",
      "The parameter \(fault.parameter) has no value \(Self.quoted(value))\(Self.hint(nearest)). "
        + "It takes \(Self.list(known))."
    ).with("parameter", fault.parameter).with("value", value).with("nearest", nearest).with("allowed", known)
      .correcting(isCorrected ? .replace(fault.parameter, piece: piece, by: nearest.first) : nil)
  }

  private static func nearest(to value: String, among known: [String], of fault: InvalidValue) -> [String] {
    if known == ["true", "false"], let flag = Repairs.flag(value) { return [flag] }
    // The name without `included.` in front, as other APIs have it.
    if fault.parameter == "fields", known.contains(IncludedField.prefix + value) {
      return [IncludedField.prefix + value]
    }
    // The same record's fields have the same beginning, by which they would all be near one another.
    if let dot = value.lastIndex(of: "."), known.allSatisfy({ $0.hasPrefix(value[...dot]) }) {
      let fields = known.map { String($0.dropFirst(value[...dot].count)) }
      return NearestValues.nearest(to: String(value[value.index(after: dot)...]), among: fields).map {
        value[...dot] + $0
      }
    }
    if fault.parameter == "sort", let key = Repairs.sort(value, among: known) { return [key] }
    return NearestValues.nearest(to: value, among: known)
  }

  private func noNumber(_ text: String, of fault: InvalidValue) -> ProblemEntry {
    invalidRange(
      text, of: fault, "takes whole numbers and ranges of them: 1000, 1000.., ..1000 or 1000..5000",
      Repairs.range(text, isRange: Clause.isNumbers))
  }

  private func noDecimal(_ text: String, of fault: InvalidValue) -> ProblemEntry {
    invalidRange(
      text, of: fault,
      "takes numbers with at most six decimals, and ranges of them: 12.5, 12.5.., ..20 or 12.5..20",
      Repairs.range(text, isRange: Clause.isDecimals))
  }

  private func invalidRange(
    _ text: String, of fault: InvalidValue, _ takes: String, _ repaired: String?
  ) -> ProblemEntry {
    let hint = Self.hint(repaired.map { [$0] } ?? [])
    return ProblemEntry(
      .badRequest, "invalid-range",
      "The parameter \(fault.parameter) \(takes); not \(Self.quoted(text))\(hint)."
    ).with("parameter", fault.parameter).with("value", text)
      .correcting(repaired.map { .replace(fault.parameter, piece: text, by: $0) })
  }

  private func invalidLimit(_ fault: InvalidValue, _ range: ClosedRange<Int>) -> ProblemEntry {
    let isNumber = !fault.value.isEmpty && fault.value.utf8.allSatisfy { Byte.isDigit($0) }
    let isZero = fault.value.utf8.allSatisfy { $0 == Byte.zero }
    let nearest = isZero ? range.lowerBound : range.upperBound
    return ProblemEntry(
      .badRequest, "invalid-limit",
      "\(fault.parameter) must be a whole number from \(range.lowerBound) to \(range.upperBound)."
    ).with("parameter", fault.parameter).with("value", fault.value)
      .with("minimum") { $0.element(range.lowerBound) }.with("maximum") { $0.element(range.upperBound) }
      .correcting(.replace(fault.parameter, piece: nil, by: isNumber ? String(nearest) : nil))
  }

  /// It isn't corrected: a program that follows `corrected` would begin with the first page again.
  var invalidCursor: ProblemEntry {
    ProblemEntry(
      .badRequest, "invalid-cursor",
      "This cursor does not belong to this list with these filters in this order. Send the value of next "
        + "from the page before, or start again without a cursor."
    ).with("parameter", "cursor")
  }
}
