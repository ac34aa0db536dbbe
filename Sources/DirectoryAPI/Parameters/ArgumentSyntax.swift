internal import Directory
internal import HTTPCore

/// Parses values of parameters. Filters are in `ClauseSyntax`, words in `SearchSyntax`.
enum ArgumentSyntax {
  static func limit(_ text: String, in range: ClosedRange<Int>) throws(InvalidValue.Reason) -> Int {
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count), range ~= number else {
      throw .noLimit(range)
    }
    return number
  }

  static func number(_ text: String) throws(InvalidValue.Reason) -> Int {
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count) else { throw .notWhole }
    return number
  }

  /// A name without a value, as in `?pretty`, is true.
  static func flag(_ text: String) throws(InvalidValue.Reason) -> Bool {
    guard let flag = ["": true, "true": true, "false": false][text] else {
      throw .unknown(among: ["true", "false"])
    }
    return flag
  }

  static func delimiter(_ text: String) throws(InvalidValue.Reason) -> UInt8 {
    let known = ["comma": Byte.comma, "semicolon": Byte.semicolon, "tab": Byte.tab]
    guard let delimiter = known[text] else { throw .unknown(among: known.keys.sorted()) }
    return delimiter
  }

  /// Returns the names in a list joined by commas, each once.
  static func names(_ text: String, among known: [String]) throws(InvalidValue.Reason) -> [String] {
    var names: [String] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(piece)
      guard known.contains(name) else { throw .unknownName(name, among: known) }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Returns the names of fields in a list joined by commas, each once. An unknown name is compared with
  /// those that were probably meant, because the fields of included records are many.
  static func fields(_ text: String, among known: [String]) throws(InvalidValue.Reason) -> [String] {
    do throws(InvalidValue.Reason) { return try names(text, among: known) } catch {
      guard case .unknownName(let name, _) = error else { throw error }
      throw .unknownName(name, among: likely(name, among: known))
    }
  }

  /// Returns the fields of the same included record, or of all, if the name has a dot, and otherwise those of
  /// the item itself.
  private static func likely(_ name: String, among known: [String]) -> [String] {
    let prefix = IncludedField.prefix
    let included = known.filter { $0.hasPrefix(prefix) }
    guard name.contains("."), !included.isEmpty else { return known.filter { !$0.hasPrefix(prefix) } }
    let path = name.hasPrefix(prefix) ? name : prefix + name
    let record = path.prefix(through: path.lastIndex(of: ".") ?? path.startIndex)
    let ofRecord = included.filter { $0.hasPrefix(record) }
    return ofRecord.isEmpty ? included : ofRecord
  }

  /// Returns the choices that a list joined by commas names, in the order of `known`.
  static func choices<Choice: RawRepresentable<String>>(
    _ text: String, among known: [Choice]
  ) throws(InvalidValue.Reason) -> [Choice] {
    let names = try names(text, among: known.map(\.rawValue))
    return known.filter { names.contains($0.rawValue) }
  }

  static func sort(_ text: String, among known: [String]) throws(InvalidValue.Reason) -> [SortKey] {
    var keys: [SortKey] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let isDescending = piece.hasPrefix("-")
      let name = String(isDescending ? piece.dropFirst() : piece)
      guard known.contains(name) else { throw .unknownName(name, among: known) }
      // A repeated field decides nothing.
      if !keys.contains(where: { $0.field == name }) {
        keys.append(SortKey(name, isDescending: isDescending))
      }
    }
    return keys
  }
}
