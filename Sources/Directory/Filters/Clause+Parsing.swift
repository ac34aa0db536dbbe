/// Why a text isn't a filter of a field.
package enum ClauseFault: Error, Equatable {
  /// It is neither `true` nor `false`.
  case noFlag(String)
  /// It isn't the scheme and the value of an identifier.
  case noIdentifier(String)
  case noNumber(String)
  case noDecimal(String)
  case noDay(String)
  /// The end of the range is before its start.
  case backwards(String)
}

extension Clause {
  package static let not = "not."
  package static let under = "under."
  package static let range = ".."

  /// Parses the value of a filter: `a,b` is a or b, `not.a` all but a, and `1..5` from 1 to 5, both included;
  /// either end may be left open. `under.a` is a or anything below it, and `not.under.a` everything else.
  package init(_ text: String, on field: ListField) throws(ClauseFault) {
    let isExcluding = text.hasPrefix(Self.not)
    var rest = isExcluding ? text.dropFirst(Self.not.count) : text[...]
    let isUnder = field.uses.contains(.under) && rest.hasPrefix(Self.under)
    if isUnder { rest = rest.dropFirst(Self.under.count) }
    let pieces = rest.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    self.init(
      field.name, try Self.condition(pieces, on: field, isUnder: isUnder), isExcluding: isExcluding)
  }

  private static func condition(
    _ pieces: [String], on field: ListField, isUnder: Bool
  ) throws(ClauseFault) -> Condition {
    switch field.kind {
    case .values, .name: return isUnder ? .under(pieces) : .values(pieces)
    case .flag:
      for piece in pieces where piece != "true" && piece != "false" { throw .noFlag(piece) }
      return .values(pieces)
    case .identifier: return .values(try identifiers(pieces))
    case .code: return .values(pieces)
    case .custom(let custom) where custom.valueType == .number: return .numbers(try ranges(pieces, decimal))
    case .custom(let custom) where custom.valueType != .day: return .values(pieces)
    case .number: return .numbers(try ranges(pieces, number))
    case .day, .custom:
      var days: [Bounds<String>] = []
      for piece in pieces { days.append(try bounds(piece, from: firstDay, to: lastDay)) }
      return .days(days)
    }
  }

  /// Returns identifiers as they are stored: a Norwegian number has no spaces.
  private static func identifiers(_ texts: [String]) throws(ClauseFault) -> [String] {
    var identifiers: [String] = []
    for text in texts {
      guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { throw .noIdentifier(text) }
      let (scheme, value) = (String(text[..<colon]), text[text.index(after: colon)...])
      guard TextRules.isSlug(scheme), !value.isEmpty else { throw .noIdentifier(text) }
      let isNorwegian = scheme == Identifier.norwegianOrganisation
      identifiers.append("\(scheme):\(isNorwegian ? value.filter { $0 != " " } : String(value))")
    }
    return identifiers
  }

  package static func isNumbers(_ text: String) -> Bool {
    (try? bounds(text, from: number, to: number)) != nil
  }
  package static func isDecimals(_ text: String) -> Bool {
    (try? bounds(text, from: decimal, to: decimal)) != nil
  }
  package static func isDays(_ text: String) -> Bool {
    (try? bounds(text, from: firstDay, to: lastDay)) != nil
  }

  private static func ranges(
    _ pieces: [String], _ number: (String) throws(ClauseFault) -> Int64
  ) throws(ClauseFault) -> [Bounds<Int64>] {
    var ranges: [Bounds<Int64>] = []
    for piece in pieces { ranges.append(try bounds(piece, from: number, to: number)) }
    return ranges
  }

  private static func bounds<Value: Comparable & Hashable & Sendable>(
    _ text: String, from: (String) throws(ClauseFault) -> Value, to: (String) throws(ClauseFault) -> Value
  ) throws(ClauseFault) -> Bounds<Value> {
    guard let dots = text.firstRange(of: range) else { return Bounds(from: try from(text), to: try to(text)) }
    let (first, last) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    // With both ends open, any value matches.
    let bounds = Bounds(
      from: first.isEmpty ? nil : try from(first), to: last.isEmpty ? nil : try to(last))
    if let low = bounds.from, let high = bounds.to, high < low { throw .backwards(text) }
    return bounds
  }

  /// `Int64.init` also accepts a sign.
  private static func number(_ text: String) throws(ClauseFault) -> Int64 {
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int64(text)
    else { throw .noNumber(text) }
    return number
  }

  /// Returns a decimal number as stores compare it.
  private static func decimal(_ text: String) throws(ClauseFault) -> Int64 {
    guard let number = FieldNumber(text) else { throw .noDecimal(text) }
    return number.millionths
  }

  /// A year or a month is the range of its days.
  private static func firstDay(_ text: String) throws(ClauseFault) -> String {
    try day(text, or: ["-01-01", "-01"])
  }

  private static func lastDay(_ text: String) throws(ClauseFault) -> String {
    try day(text, or: ["-12-31", "-31", "-30", "-29", "-28"])
  }

  private static func day(_ text: String, or endings: [String]) throws(ClauseFault) -> String {
    for candidate in [text] + endings.map({ text + $0 }) where TextRules.isDate(candidate) {
      return candidate
    }
    throw .noDay(text)
  }
}
