internal import Directory

enum KindJSON {
  /// The names of all fields that `write` can write, for a kind of topics.
  static let fieldsOfTopicKind = ["slug", "name", "pluralName", "order", "links"] + JSONWriter.languageFields
  /// The same for a kind of members.
  static let fieldsOfMemberKind =
    ["slug", "name", "pluralName", "order", "schemaType", "links"] + JSONWriter.languageFields

  static func write(_ kind: Kind, of type: RecordType, to json: inout JSONWriter) {
    json.field("slug", kind.slug)
    json.field("name", kind.name)
    json.field("pluralName", kind.pluralName)
    if let order = kind.order { json.field("order", order) }
    json.field("schemaType", kind.schemaType)
    json.object("links") { links in
      links.field("self", Links.record(RecordKey(type, kind.slug)))
      if type == .memberKind {
        links.field("members", "/members?kind=\(kind.slug)")
      } else {
        links.field("topics", "/topics?kind=\(kind.slug)")
      }
    }
    json.languages(of: kind)
  }
}
