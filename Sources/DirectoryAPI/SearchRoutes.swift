internal import Directory
internal import HTTPCore

/// What is wrong with the parameters of a search. What q holds is never wrong, only how much.
enum SearchFault: Error {
  case noText
  case tooLong
  case unknownType(String)
  case invalidLimit(String)
}

extension Parameter {
  static let searchText = Parameter(
    name: "q", kind: .text,
    meaning: "the words to find, each of them; the last may be cut short, accents may be left out")
  static let searchTypes = Parameter(
    name: "type", kind: .text,
    meaning: "only of these types, joined by commas: "
      + SearchType.allCases.map(\.rawValue).joined(separator: ", "))
  static let searchLimit = Parameter(
    name: "limit", kind: .text,
    meaning: "the best so many, 1 to \(SearchLimit.maximum), \(SearchLimit.standard) without it")
}

enum SearchRoutes {
  static func search(_ call: Call) throws(APIError) -> Content {
    let query: SearchQuery
    do { query = try Self.query(call.arguments) } catch { throw .search(error) }
    let page = try call.ask { reader throws(DirectoryError) in try reader.search(query) }
    let bytes = JSONWriter.document(capacity: 256 + page.hits.count * 512) {
      SearchJSON.write(page, to: &$0)
    }
    return Content(bytes: bytes)
  }

  private static func query(_ arguments: Arguments) throws(SearchFault) -> SearchQuery {
    guard let text = arguments[.searchText] else { throw .noText }
    guard text.unicodeScalars.count <= SearchLimit.characters,
      SearchTerms(text)?.words.count ?? 0 <= SearchLimit.words
    else { throw .tooLong }
    return SearchQuery(
      text, types: try types(arguments[.searchTypes]), limit: try limit(arguments[.searchLimit]))
  }

  /// In our order, whatever was sent: it is part of the ranking.
  private static func types(_ text: String?) throws(SearchFault) -> [SearchType] {
    guard let text else { return SearchType.allCases }
    var types: Set<SearchType> = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let type = SearchType(rawValue: String(name)) else { throw .unknownType(String(name)) }
      types.insert(type)
    }
    return SearchType.allCases.filter(types.contains)
  }

  private static func limit(_ text: String?) throws(SearchFault) -> Int {
    guard let text else { return SearchLimit.standard }
    let digits = Array(text.utf8)
    guard let number = digits.span.decimal(0..<digits.count), 1...SearchLimit.maximum ~= number else {
      throw .invalidLimit(text)
    }
    return number
  }
}
