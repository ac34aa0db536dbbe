internal import Directory

enum TopicRoutes {
  static let topics: RecordResource<Topic> = RecordResource(
    .topic, TopicFormats.presentation,
    inclusions: [
      .records(.broader, of: TopicRoutes.topics, where: "slug") { topic in
        topic.broader.map { [$0.slug] } ?? []
      }
    ],
    page: { reader, query throws(DirectoryError) in try reader.topics(query) },
    one: { reader, slug throws(DirectoryError) in try reader.topic(slug: slug) })

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: topics) }

  /// Writes a topic with references to its members, up to a page of them. If there are more, `membersNext`
  /// leads to the next page.
  static func one(_ call: Call) throws(APIError) -> Content {
    let topic = try call.existing(topics)
    let members = try call.ask { reader throws(DirectoryError) in
      try reader.members(ListQuery([Clause("topic", topic.slug)]))
    }
    let included = try Included(in: [topic], of: topics, for: call)
    return try call.content(of: topic, as: TopicFormats.presentation, including: included) { json in
      json.array("members", members.items) { json, member in
        json.object { json in
          MemberJSON.writeReference(member, to: &json)
          json.field("relation", member.topics.first { $0.slug == topic.slug }?.relation.rawValue)
        }
      }
      if let next = members.next {
        json.field("membersNext", "\(Links.topic(topic.slug))/members?cursor=\(next.text)")
      }
    }
  }

  /// Lists the topics of one member.
  static func ofMember(_ call: Call) throws(APIError) -> Content {
    try call.page(of: topics, ofMemberBy: [])
  }
}
