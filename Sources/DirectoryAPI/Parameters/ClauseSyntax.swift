internal import Directory
internal import HTTPCore

/// Parses the value of a filter: `a,b` is a or b, `not.a` all but a, and `1..5` from 1 to 5, both included;
/// either end may be left open. `under.a` is a or anything below it, and `not.under.a` everything else.
enum ClauseSyntax {
  /// The limit for all filters of a request together: each value costs the database a lookup, and a URL has
  /// room for thousands.
  static let mostValues = 100
  private static let not = "not."
  private static let under = "under."
  private static let range = ".."

  static func clause(_ text: String, on field: ListField) throws(InvalidValue.Reason) -> Clause {
    let isExcluding = text.hasPrefix(not)
    var rest = isExcluding ? text.dropFirst(not.count) : text[...]
    let isUnder = field.uses.contains(.under) && rest.hasPrefix(under)
    if isUnder { rest = rest.dropFirst(under.count) }
    let pieces = rest.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let condition: Clause.Condition
    switch field.kind {
    case .flag:
      for piece in pieces where piece != "true" && piece != "false" {
        throw .unknownName(piece, among: ["true", "false"])
      }
      condition = .values(pieces)
    case .identifier: condition = .values(try PlaceSyntax.identifiers(pieces))
    case .code: condition = .values(pieces)
    case .values, .name: condition = isUnder ? .under(pieces) : .values(pieces)
    case .custom(let custom) where custom.valueType == .number:
      var numbers: [Bounds<Int64>] = []
      for piece in pieces { numbers.append(try bounds(piece, from: millionths, to: millionths)) }
      return Clause(field.name, .numbers(numbers), isExcluding: isExcluding)
    case .custom(let custom) where custom.valueType != .day: condition = .values(pieces)
    case .number:
      var numbers: [Bounds<Int64>] = []
      for piece in pieces { numbers.append(try bounds(piece, from: number, to: number)) }
      condition = .numbers(numbers)
    case .day, .custom:
      var days: [Bounds<String>] = []
      for piece in pieces { days.append(try bounds(piece, from: firstDay, to: lastDay)) }
      condition = .days(days)
    }
    return Clause(field.name, condition, isExcluding: isExcluding)
  }

  /// Returns the clause in its one spelling: numbers are written without leading zeros.
  static func canonical(_ clause: Clause, sentAs text: String) -> String {
    guard case .numbers(let ranges) = clause.condition, !clause.field.hasPrefix(Field.prefix) else {
      return text
    }
    let pieces = ranges.map { bounds -> String in
      if let only = bounds.from, only == bounds.to { return String(only) }
      return (bounds.from.map { String($0) } ?? "") + range + (bounds.to.map { String($0) } ?? "")
    }
    return (clause.isExcluding ? not : "") + pieces.joined(separator: ",")
  }

  /// Returns what is in front of the values: `not.`, `under.`, both or nothing. `under.` belongs to the value
  /// of a field that doesn't have values below others.
  ///
  /// - Parameter value: one of the values.
  static func prefix(of text: String, before value: String) -> String {
    let start = text.hasPrefix(not) ? not : ""
    let isUnder = text.dropFirst(start.count).hasPrefix(under) && !value.hasPrefix(under)
    return start + (isUnder ? under : "")
  }

  static func day(_ text: String, _ field: String) throws(InvalidValue.Reason) -> Clause {
    guard TextRules.isDate(text) else { throw .noSingleDay(text) }
    return Clause(field, .days([Bounds(from: text, to: text)]))
  }

  static func isNumbers(_ text: String) -> Bool { (try? bounds(text, from: number, to: number)) != nil }
  static func isDecimals(_ text: String) -> Bool {
    (try? bounds(text, from: millionths, to: millionths)) != nil
  }
  static func isDays(_ text: String) -> Bool { (try? bounds(text, from: firstDay, to: lastDay)) != nil }

  private static func bounds<Value: Comparable & Hashable & Sendable>(
    _ text: String, from: (String) throws(InvalidValue.Reason) -> Value,
    to: (String) throws(InvalidValue.Reason) -> Value
  ) throws(InvalidValue.Reason) -> Bounds<Value> {
    guard let dots = text.firstRange(of: range) else {
      return Bounds(from: try from(text), to: try to(text))
    }
    let (first, last) = (String(text[..<dots.lowerBound]), String(text[dots.upperBound...]))
    // With both ends open, any value matches.
    let bounds = Bounds(
      from: first.isEmpty ? nil : try from(first), to: last.isEmpty ? nil : try to(last))
    if let low = bounds.from, let high = bounds.to, high < low { throw .backwards(text) }
    return bounds
  }

  private static func number(_ text: String) throws(InvalidValue.Reason) -> Int64 {
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count) else { throw .noNumber(text) }
    return Int64(number)
  }

  /// Returns a decimal number as stores compare it.
  private static func millionths(_ text: String) throws(InvalidValue.Reason) -> Int64 {
    guard let number = FieldNumber(text) else { throw .noDecimal(text) }
    return number.millionths
  }

  /// A year or a month is the range of its days.
  private static func firstDay(_ text: String) throws(InvalidValue.Reason) -> String {
    try day(text, or: ["-01-01", "-01"])
  }

  private static func lastDay(_ text: String) throws(InvalidValue.Reason) -> String {
    try day(text, or: ["-12-31", "-31", "-30", "-29", "-28"])
  }

  private static func day(_ text: String, or endings: [String]) throws(InvalidValue.Reason) -> String {
    for candidate in [text] + endings.map({ text + $0 }) where TextRules.isDate(candidate) {
      return candidate
    }
    throw .noDay(text)
  }
}

extension Clause {
  var valueCount: Int {
    switch condition {
    case .values(let values), .under(let values): values.count
    case .numbers(let bounds): bounds.count
    case .days(let bounds): bounds.count
    case .near: 1
    }
  }
}
