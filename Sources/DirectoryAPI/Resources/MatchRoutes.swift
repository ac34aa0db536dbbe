internal import Directory

extension Parameter {
  static let matchTopics = Parameter(
    "topic", .names(.topics), "topics to have in common, separated by commas", example: "climate,transport")
  static let matchProgrammes = Parameter(
    "programme", .names(.programmes), "programmes to have in common, separated by commas",
    example: "erasmus-plus")
  static let matchWith = Parameter(
    "with", .name(.members), "the slug of a member: matches its topics, and leaves out the member itself",
    example: "oslo")
}

enum MatchRoutes {
  static func match(_ call: Call) throws(APIError) -> Content {
    let arguments = call.arguments
    let query = MatchQuery(
      topics: arguments.names("topic"), programmes: arguments.names("programme"),
      with: arguments.names("with").first, clauses: arguments.query.clauses, limit: arguments.limit)
    guard !query.topics.isEmpty || !query.programmes.isEmpty || query.with != nil else {
      throw .matchWithoutTopic
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

enum MatchJSON {
  static func write(_ match: Match, to json: inout JSONWriter) {
    json.object("member") { MemberJSON.writeReference(match.member, to: &$0) }
    json.field("shared", match.reasons.count { $0.relation == .same })
    json.field("related", match.reasons.count { $0.relation != .same })
    json.array("reasons", match.reasons) { json, reason in
      json.object {
        $0.object("topic") { TopicJSON.writeReference(reason.topic, to: &$0) }
        $0.field("relation", reason.relation.rawValue)
        $0.field("asked", reason.asked)
      }
    }
    json.object("links") { $0.field("member", Links.member(match.member.slug)) }
  }
}
