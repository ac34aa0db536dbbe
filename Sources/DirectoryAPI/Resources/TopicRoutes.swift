internal import Directory

enum TopicRoutes {
  static func list(_ call: Call) throws(APIError) -> Content { try page(call.arguments.query, for: call) }

  /// With references to the members of its first page; where `memberCount` is larger, `links.members` has
  /// them all.
  static func one(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard let topic = try call.ask({ reader throws(DirectoryError) in try reader.topic(slug: slug) }) else {
      throw call.missing(slug, in: .topics)
    }
    let members = try call.ask { reader throws(DirectoryError) in
      try reader.members(ListQuery([Clause("topic", slug)])).items
    }
    return try call.record(topic, TopicFormats.all, including: try Included.with([topic], for: call)) {
      json in
      json.array("members", members) { json, member in
        json.object { MemberJSON.writeReference(member, to: &$0) }
      }
    }
  }

  /// A member that does not exist is a resource that does not exist, not a filter with a wrong value.
  static func ofMember(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard try call.ask({ reader throws(DirectoryError) in try reader.member(slug: slug) }) != nil else {
      throw call.missing(slug, in: .members)
    }
    var query = call.arguments.query
    query.clauses.insert(Clause("member", slug), at: 0)
    return try page(query, for: call)
  }

  private static func page(_ query: ListQuery, for call: Call) throws(APIError) -> Content {
    try call.list(query, TopicFormats.all) { topics throws(APIError) in
      try Included.with(topics, for: call)
    } _: { reader, query throws(DirectoryError) in
      try reader.topics(query)
    }
  }
}
