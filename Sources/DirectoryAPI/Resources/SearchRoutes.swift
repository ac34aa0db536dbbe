internal import Directory
internal import HTTPCore

/// Why a search is refused: it has no text, or too much of it.
enum SearchFault: Error {
  case noText
  case tooLong
}

enum SearchSyntax {
  /// Returns nil if the text has nothing but white space, as in a search field before anything is typed.
  static func text(_ text: String) throws(ArgumentFault.Reason) -> String? {
    guard text.unicodeScalars.count <= SearchLimit.characters,
      SearchTerms(text)?.words.count ?? 0 <= SearchLimit.words
    else { throw .search(.tooLong) }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
  }
}

extension Parameter {
  static let searchText = Parameter(
    "q", .words,
    "the words to find, all of them; the last one may be incomplete, and accents may be left out",
    example: "climate", isRequired: true)
  static let searchTypes = Parameter(
    "type", .types(SearchType.allCases),
    "only records of these types, separated by commas: "
      + SearchType.allCases.map(\.rawValue).joined(separator: ", "), example: "member,topic")
  static let searchLimit = Parameter(
    "limit", .bestFew,
    "the number of results, 1 to \(SearchLimit.maximum); \(SearchLimit.standard) by default",
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
