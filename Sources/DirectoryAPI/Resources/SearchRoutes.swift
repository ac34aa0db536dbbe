internal import Directory

enum SearchRoutes {
  static func search(_ call: Call) throws(APIError) -> Content {
    guard let sent = call.arguments[.searchText] else { throw .argument(.missingSearchText) }
    let query = SearchQuery(sent, types: call.arguments.types, limit: call.arguments.limit)
    let page = try call.ask { reader throws(DirectoryError) in try reader.search(query) }
    return Content(
      bytes: call.document(capacity: 256 + page.hits.count * 512) { SearchJSON.write(page, to: &$0) })
  }
}
