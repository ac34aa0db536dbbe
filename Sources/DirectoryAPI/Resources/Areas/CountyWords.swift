internal import Directory

/// What a directory without counties doesn't mention. The routes and parameters of counties work there too,
/// since it may get a first one.
enum CountyWords {
  /// Whether the name belongs to counties: of a field, a parameter, a type or a schema.
  static func isName(_ name: String) -> Bool {
    if name.hasPrefix("/counties") { return true }
    return name.lowercased().split(whereSeparator: { $0 == "-" || $0 == "." }).contains { word in
      word.contains("county") || word.contains("counties")
    }
  }

  static func hides(_ route: Route) -> Bool { isName(route.pattern) }

  /// Returns a list of names in a sentence without those of counties: `kind, county, topic` is `kind, topic`.
  static func without(_ text: String) -> String {
    guard text.contains("count") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      // A list has a line for each name: - `unknown-county`: …
      !line.hasPrefix("- `") || !isName(String(line.dropFirst(3).prefix { $0 != "`" }))
    }.map(withoutNames).joined(separator: "\n")
  }

  private static func withoutNames(_ text: Substring) -> String {
    var kept: [Substring] = []
    for piece in text.split(separator: ", ", omittingEmptySubsequences: false) {
      let name = piece.prefix { $0 != "." && $0 != ";" && $0 != " " && $0 != ":" }
      guard name == "county" || name == "counties" else {
        kept.append(piece)
        continue
      }
      // What follows the name belongs to the sentence.
      let rest = piece.dropFirst(name.count)
      if let last = kept.popLast() { kept.append(last + rest) } else { kept.append(rest) }
    }
    return kept.joined(separator: ", ")
  }

  /// Returns a description without what belongs to counties.
  static func without(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(
        members.compactMap { member in
          isName(member.name) ? nil : JSONMember(name: member.name, value: without(member.value))
        })
    case .array(let items): .array(items.compactMap { belongs($0) ? nil : without($0) })
    case .string(let text): .string(without(text))
    default: value
    }
  }

  /// Whether an item of an array is a name of counties, or an object that has one as its name.
  private static func belongs(_ item: JSONValue) -> Bool {
    switch item {
    case .string(let text): return isName(text) || isName(String(text.drop { $0 == "-" }))
    case .object(let members):
      return members.contains { member in
        guard case .string(let text) = member.value else { return false }
        switch member.name {
        case "name": return isName(text)
        case "$ref": return isName(String(text[(text.lastIndex(of: "/") ?? text.startIndex)...].dropFirst()))
        default: return false
        }
      }
    default: return false
    }
  }
}

extension DirectoryReader {
  /// Whether the directory has no counties, so that nothing is said of any.
  func hidesCounties() throws(DirectoryError) -> Bool { try !hasCounties() }
}
