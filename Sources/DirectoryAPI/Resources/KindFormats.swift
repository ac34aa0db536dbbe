internal import Directory

enum KindFormats {
  static let memberKinds = presentation("member-kinds", of: .memberKind)
  static let topicKinds = presentation("topic-kinds", of: .topicKind)

  private static func presentation(_ name: StaticString, of type: RecordType) -> RecordPresentation<Kind> {
    RecordPresentation(
      name, of: type, typicalBytes: 256, json: { KindJSON.write($0, of: type, to: &$1) },
      record: { type == .memberKind ? .memberKind($0) : .topicKind($0) },
      columns: columns + (type == .memberKind ? [.init("schemaType") { .text($0.schemaType) }] : []),
      linkedData: { kind, source, json in
        json.field("@type", "DefinedTerm")
        json.field("@id", source.id(Links.record(RecordKey(type, kind.slug))))
        json.field("termCode", kind.slug)
        json.field("name", kind.name)
        json.field("inDefinedTermSet", source.id("/\(name)"))
      })
  }

  private static let columns: [RecordPresentation<Kind>.Column] = [
    .init("slug") { .text($0.slug) }, .init("name") { .text($0.name) },
    .init("pluralName") { .text($0.pluralName) }, .init("order") { .number($0.order) },
  ]
}
