internal import Directory

enum TopicFormats {
  static let presentation = RecordPresentation<Topic>(
    "topics", of: .topic, typicalBytes: TopicJSON.typicalBytes, json: { TopicJSON.write($0, to: &$1) },
    record: { .topic(DirectoryDocument.Topic($0)) }, columns: columns,
    linkedData: { topic, source, json in
      writeTerm(slug: topic.slug, name: topic.name, of: source, to: &json)
      json.field("description", topic.summary.isEmpty ? nil : topic.summary)
    })

  private static let columns: [RecordPresentation<Topic>.Column] = [
    .init("slug") { .text($0.slug) }, .init("kind") { .text($0.kind) }, .init("name") { .text($0.name) },
    .init("broader") { .text($0.broader?.slug) }, .init("memberCount") { .number($0.memberCount) },
    .init("summary", isShort: false) { .text($0.summary) },
  ]

  static func writeTerm(slug: String, name: String, of source: Provenance, to json: inout JSONWriter) {
    json.field("@type", "DefinedTerm")
    json.field("@id", source.id(Links.topic(slug)))
    json.field("termCode", slug)
    json.field("name", name)
    json.field("inDefinedTermSet", source.id("/topics"))
  }
}
