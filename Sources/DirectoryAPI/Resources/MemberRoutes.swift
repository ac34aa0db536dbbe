internal import Directory

enum MemberRoutes {
  static func list(_ call: Call) throws(APIError) -> Content { try page(call.arguments.query, for: call) }

  static func one(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    if call.format == .json, call.arguments.inclusions.isEmpty { return try asItLies(slug, call) }
    guard let member = try call.ask({ reader throws(DirectoryError) in try reader.member(slug: slug) }) else {
      throw call.missing(slug, in: .members)
    }
    return try call.record(member, MemberFormats.all, including: try Included.with([member], for: call))
  }

  /// Straight from the store into the JSON.
  private static func asItLies(_ slug: String, _ call: Call) throws(APIError) -> Content {
    var content: Content?
    _ = try call.ask { reader throws(DirectoryError) in
      try reader.withMember(slug: slug) { member in
        content = call.json(capacity: MemberJSON.usualOctets) { MemberJSON.write(member, to: &$0) }
      }
    }
    guard let content else { throw call.missing(slug, in: .members) }
    return content
  }

  /// A topic that does not exist is a resource that does not exist, not a filter with a wrong value.
  static func ofTopic(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard try call.ask({ reader throws(DirectoryError) in try reader.topic(slug: slug) }) != nil else {
      throw call.missing(slug, in: .topics)
    }
    var query = call.arguments.query
    query.clauses.insert(Clause("topic", slug), at: 0)
    return try page(query, for: call)
  }

  private static func page(_ query: ListQuery, for call: Call) throws(APIError) -> Content {
    if call.format == .json, call.arguments.inclusions.isEmpty {
      return try ListJSON.ofMembers(query, for: call)
    }
    return try call.list(query, MemberFormats.all) { members throws(APIError) in
      try Included.with(members, for: call)
    } _: { reader, query throws(DirectoryError) in
      try reader.members(query)
    }
  }
}
