internal import Directory

/// What staff send: a record by itself, what it refers to by slug.
enum WriteSchemas {
  static func name(_ type: RecordType) -> String {
    let word = type.rawValue
    return (word.first.map { $0.uppercased() } ?? "") + word.dropFirst() + "Content"
  }

  static let all: [(name: String, schema: JSONValue)] = RecordType.allCases.map { type in
    (name(type), Schema.record("A \(type.rawValue) as it is written.", fields(type) + [status]))
  }

  private static let status = Schema.ifStated(
    "status",
    Schema.string(
      "published, as without it, or draft: seen by staff alone.", example: "draft",
      values: RecordStatus.allCases.map(\.rawValue)))

  private static func fields(_ type: RecordType) -> [Schema.Field] {
    switch type {
    case .organisation: shared(RecordSchemas.organisation)
    case .office: shared(RecordSchemas.office)
    case .county: shared(RecordSchemas.county)
    case .topic:
      shared(RecordSchemas.topic, without: ["broader", "memberCount"]) + [
        Schema.ifStated("broader", Schema.slug("The topic above it.", example: "transport"))
      ]
    case .contact:
      shared(RecordSchemas.contact, without: ["office"]) + [
        Schema.ifStated("office", Schema.slug("Where the person works.", example: "oslo"))
      ]
    case .member:
      shared(RecordSchemas.member, without: ["county", "topics"]) + [
        Schema.ifStated("county", Schema.slug("The county that it lies in.", example: "viken")),
        Schema.always(
          "topics",
          Schema.array("Slugs of what it works with.", of: Schema.slug("A topic.", example: "climate"))),
      ]
    }
  }

  private static func shared(_ fields: [Schema.Field], without names: [String] = []) -> [Schema.Field] {
    fields.filter { $0.name != "links" && !names.contains($0.name) }
  }
}
