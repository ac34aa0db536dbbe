internal import Directory
internal import HTTPCore

/// Translates the syntax of other APIs into the syntax of this one.
enum Repairs {
  /// Other APIs' names for our parameters.
  private static let parameters = [
    "search": "q", "query": "q", "text": "q", "term": "q", "keyword": "q", "keywords": "q", "filter": "q",
    "per-page": "limit", "page-size": "limit", "pagesize": "limit", "perpage": "limit", "size": "limit",
    "count": "limit", "top": "limit", "$top": "limit", "first": "limit", "max": "limit", "take": "limit",
    "page": "cursor", "offset": "cursor", "skip": "cursor", "$skip": "cursor", "after": "cursor",
    "start": "cursor", "order": "sort", "orderby": "sort", "order-by": "sort", "$orderby": "sort",
    "sort-by": "sort",
    "sortby": "sort", "select": "fields", "$select": "fields", "columns": "fields", "only": "fields",
    "expand": "include", "$expand": "include", "embed": "include", "facet": "facets", "aggregate": "facets",
    "group-by": "facets", "category": "kind", "date": "at", "on": "at", "as-of": "at", "theme": "topic",
    "region": "county", "separator": "delimiter", "sep": "delimiter", "inhabitants": "population",
  ]

  /// Returns the parameter that has another name in other APIs.
  static func parameter(_ name: String, among allowed: [String]) -> String? {
    let folded = name.lowercased().replacing("_", with: "-")
    return parameters[folded].flatMap { allowed.contains($0) ? $0 : nil }
  }

  private static let flags = [
    "1": "true", "yes": "true", "y": "true", "on": "true", "t": "true", "true": "true",
    "0": "false", "no": "false", "n": "false", "off": "false", "f": "false", "false": "false",
  ]

  static func flag(_ text: String) -> String? { flags[text.lowercased()] }

  private static let ascending = ["asc", "ascending", "up"]
  private static let descending = ["desc", "descending", "down"]

  /// Returns the sort key for a field that is followed by its direction, as in `population:desc` or
  /// `name.asc`, or that has a plus in front: in `sort=+name`, the query decodes it as a space.
  static func sort(_ text: String, among known: [String]) -> String? {
    let words = text.split { ":. +".contains($0) }.map { $0.lowercased() }
    guard let name = words.first, let field = known.first(where: { $0.lowercased() == name }) else {
      return nil
    }
    guard let direction = words.dropFirst().first else { return field }
    if descending.contains(direction) { return "-" + field }
    return ascending.contains(direction) ? field : nil
  }

  /// Returns our spelling of a range that is written as in other APIs: `1-5`, `1:5`, `1/5`, `1...5`, `>=5`,
  /// `<5`, `5+`.
  static func range(_ text: String, isRange: (String) -> Bool) -> String? {
    let trimmed = String(text.filter { $0 != " " && $0 != "_" })
    var candidates: [String] = []
    for sign in [">=", ">", "gte.", "gt.", "gte:", "gt:", "min:"] where trimmed.hasPrefix(sign) {
      candidates.append(trimmed.dropFirst(sign.count) + "..")
    }
    for sign in ["<=", "<", "lte.", "lt.", "lte:", "lt:", "max:"] where trimmed.hasPrefix(sign) {
      candidates.append(".." + trimmed.dropFirst(sign.count))
    }
    if trimmed.hasSuffix("+") { candidates.append(trimmed.dropLast() + "..") }
    for sign in ["...", "–", "/", "to", "-", ":"] {
      if let place = trimmed.firstRange(of: sign) {
        candidates.append(trimmed[..<place.lowerBound] + ".." + trimmed[place.upperBound...])
      }
    }
    // A day that the month does not have, such as 2021-02-30, becomes the month.
    if trimmed.utf8.count == 10 { candidates.append(String(trimmed.prefix(7))) }
    candidates.append(trimmed)
    return candidates.first { $0 != text && isRange($0) }
  }

  /// Returns the first day of a year or a month, or the day that is written without hyphens.
  static func day(_ text: String) -> String? {
    var candidates = [text + "-01", text + "-01-01", String(text.prefix(10)), String(text.prefix(7)) + "-01"]
    if text.utf8.count == 8 {
      candidates.append("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
    return candidates.first(where: TextRules.isDate)
  }
}
