/// Values as people and spreadsheet programs write them.
enum TableValues {
  /// Excel writes the truth values in the language of Windows.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "sann", "sant", "sand", "wahr", "yes", "ja", "1": true
    case "false", "usann", "falskt", "falsk", "falsch", "no", "nei", "nej", "0": false
    default: nil
    }
  }

  /// Reads a whole number. Thousands may be separated by spaces, and by points or commas if there are two or
  /// more of them; a fraction of zeros may follow. `27.000` is nil, since it may be 27 or 27,000.
  static func number(_ text: String) -> Int? {
    let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) {
      ".,".unicodeScalars.contains($0)
    }
    .map { String($0) }
    guard parts.count > 1 else { return grouped(text) }
    let signs = text.unicodeScalars.filter { ".,".unicodeScalars.contains($0) }
    let isFraction =
      signs.count == 1 || signs.dropLast().allSatisfy { $0 == signs.first } && signs.last != signs.first
    if isFraction, let fraction = parts.last, !fraction.isEmpty,
      fraction.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }),
      fraction.utf8.count != 3 || signs.count > 1
    {
      return signs.count == 1 ? grouped(parts[0]) : joined(parts.dropLast())
    }
    return signs.count > 1 && Set(signs).count == 1 ? joined(parts[...]) : nil
  }

  /// Returns the number of these groups of digits, all but the first of which have three.
  private static func joined(_ groups: ArraySlice<String>) -> Int? {
    guard let first = groups.first, (1...3).contains(first.utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return digits(groups.joined())
  }

  private static func grouped(_ text: String) -> Int? {
    let groups = text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
      [" ", "\u{a0}", "\u{202f}", "\u{2009}"].contains(scalar)
    }.map { String($0) }
    return groups.count > 1 ? joined(groups[...]) : digits(text)
  }

  private static func digits(_ text: String) -> Int? {
    let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isPlain ? Int(text) : nil
  }

  /// Reads a number with a fraction, with a point or a comma.
  static func decimal(_ text: String) -> JSONValue? {
    let text = String(text.map { $0 == "," ? "." : $0 })
    let isPlain = text.utf8.allSatisfy { "+-.0123456789".utf8.contains($0) }
    guard isPlain, let number = Double(text), number.isFinite else { return nil }
    return .number(number)
  }

  /// Returns an address of a web page with its scheme, which people leave out.
  static func url(_ text: String) -> String { text.contains("://") ? text : "https://" + text }

  /// Returns the number that a text with an international prefix means, as E.164 writes it:
  /// `+41441234567` for `+41 44 123 45 67` and for `0041 (0)44-123.45.67`. Any other text is returned as it
  /// is, because it doesn't say of which country it is.
  static func telephone(_ text: String) -> String {
    let marks = Set(" \u{a0}\u{202f}-./()".unicodeScalars)
    let digits = text.replacing("(0)", with: "").unicodeScalars.filter { !marks.contains($0) }
    var number = String(String.UnicodeScalarView(digits))
    if number.hasPrefix("00") { number = "+" + number.dropFirst(2) }
    return TextRules.isE164(number) ? number : text
  }

  /// Returns the text with line feeds at the ends of lines. Excel ends them so too, but other programs add
  /// carriage returns.
  static func lines(_ text: String) -> String {
    var lines = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" { lines.append(scalar) }
    return String(lines)
  }

  /// Returns `2021-01-31` for `31.1.2021`, which Excel makes of such a day in Norway, and any other text as
  /// it is. `1/2/2021` stays, since it is another day in America.
  static func day(_ text: String) -> String {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].utf8.count == 4, parts.allSatisfy({ digits(String($0)) != nil }),
      parts.prefix(2).allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return text }
    let padded = parts.prefix(2).map { $0.utf8.count == 1 ? "0\($0)" : String($0) }
    return "\(parts[2])-\(padded[1])-\(padded[0])"
  }
}
