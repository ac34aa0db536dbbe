internal import Directory
internal import HTTPCore

/// What is meant by whoever writes as another API would have it: the habits of others, in our spelling.
enum Repairs {
  /// Names that others give to what we have.
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

  /// The parameter that is meant by another API's name for it.
  static func parameter(_ name: String, among allowed: [String]) -> String? {
    let folded = name.lowercased().replacing("_", with: "-")
    return parameters[folded].flatMap { allowed.contains($0) ? $0 : nil }
  }

  /// A flag as people say yes and no.
  static func flag(_ text: String) -> String? {
    switch text.lowercased() {
    case "1", "yes", "y", "on", "t", "true": "true"
    case "0", "no", "n", "off", "f", "false": "false"
    default: nil
    }
  }

  /// A field to sort by with its direction behind it: `population:desc`, `name.asc`, `+name`, whose plus a
  /// query reads as a space.
  static func sort(_ text: String, among known: [String]) -> String? {
    let words = text.split { ":. +".contains($0) }.map { $0.lowercased() }
    guard let name = words.first, let field = known.first(where: { $0.lowercased() == name }) else {
      return nil
    }
    switch words.dropFirst().first {
    case "desc", "descending", "down": return "-" + field
    case nil, "asc", "ascending", "up": return field
    default: return nil
    }
  }

  /// A range as others write it: `1-5`, `1:5`, `1/5`, `1...5`, `>=5`, `<5`, `5+`.
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
    // A day that its month does not have: the month.
    if trimmed.utf8.count == 10 { candidates.append(String(trimmed.prefix(7))) }
    candidates.append(trimmed)
    return candidates.first { $0 != text && isRange($0) }
  }

  /// The first day of a year or a month, and a day written without hyphens.
  static func day(_ text: String) -> String? {
    var candidates = [text + "-01", text + "-01-01", String(text.prefix(10)), String(text.prefix(7)) + "-01"]
    if text.utf8.count == 8 {
      candidates.append("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
    return candidates.first(where: TextRules.isDate)
  }
}
