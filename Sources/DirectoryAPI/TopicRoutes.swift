internal import Directory

enum TopicRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let query = TopicQuery(
      kind: call.arguments[.topicKind], limit: call.arguments.limit, after: call.arguments.cursor)
    let page = try call.ask { reader throws(DirectoryError) in try reader.topics(query) }
    return ListJSON.content(page, for: call, octetsPerItem: TopicJSON.usualOctets, TopicJSON.write(_:to:))
  }

  /// With references to the members of its first page; where `memberCount` is larger, `links.members` has
  /// them all.
  static func one(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard let topic = try call.ask({ reader throws(DirectoryError) in try reader.topic(slug: slug) }) else {
      throw .noSuch(.topics, slug)
    }
    let members = try call.ask { reader throws(DirectoryError) in
      try reader.members(MemberQuery(topic: slug)).items
    }
    let bytes = JSONWriter.document(capacity: TopicJSON.usualOctets + members.count * 128) { json in
      TopicJSON.write(topic, to: &json)
      json.array("members", members) { json, member in
        json.object { MemberJSON.writeReference(member, to: &$0) }
      }
    }
    return Content(bytes: bytes)
  }

  static func ofMember(_ call: Call) throws(APIError) -> Content {
    let slug = call.slug
    guard let member = try call.ask({ reader throws(DirectoryError) in try reader.member(slug: slug) }) else {
      throw .noSuch(.members, slug)
    }
    let references = try page(of: member, for: call)
    let topics = try call.ask { reader throws(DirectoryError) in
      var topics: [Topic] = []
      for reference in references.items {
        // Nil where it was taken away since the member was read: then it is the member's no longer.
        if let topic = try reader.topic(slug: reference.slug) { topics.append(topic) }
      }
      return topics
    }
    return ListJSON.content(
      Page(items: topics, total: references.total, next: references.next), for: call,
      octetsPerItem: TopicJSON.usualOctets, TopicJSON.write(_:to:))
  }

  /// A stretch of the topics that the member carries. The cursor names the last one sent, and its place for
  /// when that one is gone.
  private static func page(of member: Member, for call: Call) throws(APIError) -> Page<TopicReference> {
    let list = Cursor.fingerprint("member-topics", member.slug)
    let topics = member.topics
    var start = 0
    if let cursor = call.arguments.cursor {
      guard cursor.list == list, let place = Int(exactly: cursor.id), 0...Int(Int32.max) ~= place else {
        throw .directory(.invalidCursor)
      }
      let last = topics.firstIndex { $0.slug.utf8.elementsEqual(cursor.key) }
      start = last.map { $0 + 1 } ?? min(place, topics.count)
    }
    let items = topics[start...].prefix(call.arguments.limit)
    var next: Cursor?
    if items.endIndex < topics.count, let last = items.last {
      next = Cursor(list: list, id: Int64(items.endIndex), key: Array(last.slug.utf8))
    }
    return Page(items: Array(items), total: topics.count, next: next)
  }
}
