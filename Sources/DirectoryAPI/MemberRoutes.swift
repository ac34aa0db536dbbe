internal import Directory

enum MemberRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let query = MemberQuery(
      kind: call.arguments[.memberKind], county: call.arguments[.county], topic: call.arguments[.topic],
      limit: call.arguments.limit, after: call.arguments.cursor)
    return try page(query, for: call)
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard let member = try call.ask({ reader throws(DirectoryError) in try reader.member(slug: slug) }) else {
      throw .noSuch(.members, slug)
    }
    return Content(
      bytes: JSONWriter.document(capacity: MemberJSON.usualOctets) { MemberJSON.write(member, to: &$0) })
  }

  /// A topic that does not exist is a resource that does not exist, not a filter with a wrong value.
  static func ofTopic(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard try call.ask({ reader throws(DirectoryError) in try reader.topic(slug: slug) }) != nil else {
      throw .noSuch(.topics, slug)
    }
    return try page(
      MemberQuery(topic: slug, limit: call.arguments.limit, after: call.arguments.cursor), for: call)
  }

  private static func page(_ query: MemberQuery, for call: Call) throws(APIError) -> Content {
    let page = try call.ask { reader throws(DirectoryError) in try reader.members(query) }
    return ListJSON.content(
      page, for: call, octetsPerItem: MemberJSON.usualOctets, MemberJSON.write(_:to:))
  }
}
