internal import Directory

/// The filters of a request: their values (`Clause.init(_:on:)` parses them), and how they are written.
enum ClauseSyntax {
  /// The limit for all filters of a request together: each value costs the database a lookup, and a URL has
  /// room for thousands.
  static let mostValues = 100

  static func clause(_ text: String, on field: ListField) throws(InvalidValue.Reason) -> Clause {
    do { return try Clause(text, on: field) } catch { throw InvalidValue.Reason(error) }
  }

  /// Returns the clause in its one spelling: numbers are written without leading zeros.
  static func canonical(_ clause: Clause, sentAs text: String) -> String {
    guard case .numbers(let ranges) = clause.condition, !clause.field.hasPrefix(Field.prefix) else {
      return text
    }
    let pieces = ranges.map { bounds -> String in
      if let only = bounds.from, only == bounds.to { return String(only) }
      return (bounds.from.map { String($0) } ?? "") + Clause.range + (bounds.to.map { String($0) } ?? "")
    }
    return (clause.isExcluding ? Clause.not : "") + pieces.joined(separator: ",")
  }

  /// Returns what is in front of the values: `not.`, `under.`, both or nothing. `under.` belongs to the value
  /// of a field that doesn't have values below others.
  ///
  /// - Parameter value: one of the values.
  static func prefix(of text: String, before value: String) -> String {
    let start = text.hasPrefix(Clause.not) ? Clause.not : ""
    let isUnder =
      text.dropFirst(start.count).hasPrefix(Clause.under) && !value.hasPrefix(Clause.under)
    return start + (isUnder ? Clause.under : "")
  }

  static func day(_ text: String, _ field: String) throws(InvalidValue.Reason) -> Clause {
    guard TextRules.isDate(text) else { throw .noSingleDay(text) }
    return Clause(field, .days([Bounds(from: text, to: text)]))
  }
}

extension InvalidValue.Reason {
  init(_ fault: ClauseFault) {
    switch fault {
    case .noFlag(let text): self = .unknownName(text, among: ["true", "false"])
    case .noIdentifier(let text): self = .noIdentifier(text)
    case .noNumber(let text): self = .noNumber(text)
    case .noDecimal(let text): self = .noDecimal(text)
    case .noDay(let text): self = .noDay(text)
    case .backwards(let text): self = .backwards(text)
    }
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
