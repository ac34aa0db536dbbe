internal import Directory
internal import HTTPCore

/// What is wrong with the words of a search. What they say is never wrong, only how much.
enum SearchFault: Error {
  case noText
  case tooLong
}

enum SearchSyntax {
  /// Nil where nothing has been typed yet.
  static func text(_ text: String) throws(ArgumentFault.Reason) -> String? {
    guard text.unicodeScalars.count <= SearchLimit.characters,
      SearchTerms(text)?.words.count ?? 0 <= SearchLimit.words
    else { throw .search(.tooLong) }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
  }
}

extension Parameter {
  static let searchText = Parameter(
    "q", .words, "the words to find, each of them; the last may be cut short, accents may be left out",
    example: "climate", isRequired: true)
  static let searchTypes = Parameter(
    "type", .types(SearchType.allCases),
    "only of these types, joined by commas: "
      + SearchType.allCases.map(\.rawValue).joined(separator: ", "), example: "member,topic")
  static let searchLimit = Parameter(
    "limit", .bestFew, "the best so many, 1 to \(SearchLimit.maximum), \(SearchLimit.standard) without it",
    example: "5")
}

enum SearchRoutes {
  static func search(_ call: Call) throws(APIError) -> Content {
    guard let sent = call.arguments[.searchText] else { throw .search(.noText) }
    let query = SearchQuery(sent, types: call.arguments.types, limit: call.arguments.limit)
    let page = try call.ask { reader throws(DirectoryError) in try reader.search(query) }
    return Content(
      bytes: call.document(capacity: 256 + page.hits.count * 512) { SearchJSON.write(page, to: &$0) })
  }
}
