internal import Directory
internal import HTML

extension SiteCall {
  /// Writes topics with their numbers of members, in columns.
  func writeIndex(_ topics: [Topic], to html: inout HTMLWriter) {
    html.list(class: "index", topics) { html, topic in
      html.link(
        link(.topic(topic.slug)), [.lang(lang(of: "name", in: topic.fallback))], topic.name)
      html.space()
      html.element(.span, [.class("num")], text: number(topic.memberCount))
    }
  }

  /// Writes topics with the numbers that a facet has counted.
  func writeIndex(_ values: [Facet.Value], to html: inout HTMLWriter) {
    html.list(class: "index", values) { html, value in
      html.link(link(.topic(value.value)), [.lang(lang(value.language))], value.name)
      html.space()
      html.element(.span, [.class("num")], text: number(value.count))
    }
  }

  /// Returns all topics by name, at most 1,000.
  func allTopics() throws(DirectoryError) -> Directory.Page<Topic> {
    try reader.topics(ListQuery(limit: PageLimit.maximum))
  }
}
