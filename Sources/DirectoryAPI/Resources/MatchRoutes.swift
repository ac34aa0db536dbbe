internal import Directory

enum MatchRoutes {
  static func match(_ call: Call) throws(APIError) -> Content {
    let arguments = call.arguments
    let query = MatchQuery(
      topics: arguments.names("topic"), programmes: arguments.names("programme"),
      with: arguments.names("with").first, clauses: arguments.query.clauses, limit: arguments.limit)
    guard !query.topics.isEmpty || !query.programmes.isEmpty || query.with != nil else {
      throw .argument(.missingMatchTopic)
    }
    let page = try call.ask { reader throws(DirectoryError) in try reader.match(query) }
    return Content(
      bytes: call.document(capacity: 256 + page.matches.count * 512) { json in
        json.array("items", page.matches) { json, match in
          json.object { MatchJSON.write(match, to: &$0) }
        }
        json.field("total", page.total)
        // Always null, as in a search: there is one page with the best matches.
        json.fieldOrNull("next", nil)
      })
  }
}
