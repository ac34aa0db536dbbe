internal import Directory

enum TopicJSON {
  /// The names of all fields that `write` can write.
  static let fields =
    [
      "slug", "name", "kind", "summary", "broader", "memberCount", "links",
    ] + JSONWriter.languageFields
  static let inclusions = TopicRoutes.topics.inclusions.map(\.name)

  /// The size of a topic of the shipped directory, rounded up: for reserving buffers.
  static let typicalBytes = 512

  static func write(_ topic: Topic, to json: inout JSONWriter) {
    json.field("slug", topic.slug)
    json.field("name", topic.name)
    json.field("kind", topic.kind)
    json.field("summary", topic.summary)
    if let broader = topic.broader { json.object("broader") { writeReference(broader, to: &$0) } }
    json.field("memberCount", topic.memberCount)
    json.object("links") { links in
      let own = Links.topic(topic.slug)
      links.field("self", own)
      links.field("members", own + "/members")
      if let broader = topic.broader { links.field("broader", Links.topic(broader.slug)) }
    }
    json.languages(of: topic)
  }

  static func writeReference(_ topic: TopicReference, to json: inout JSONWriter) {
    json.field("slug", topic.slug)
    json.field("name", topic.name)
    json.field("kind", topic.kind)
    json.field("language", topic.language)
  }
}
