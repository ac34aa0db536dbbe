internal import Directory

/// The records as staff send them. They refer to other records by slug, and have no links.
enum WriteSchemas {
  static func name(_ type: RecordType) -> String {
    let word = type.rawValue
    return (word.first.map { $0.uppercased() } ?? "") + word.dropFirst() + "Content"
  }

  static let all: [(name: String, schema: Schema)] = RecordType.allCases.map { type in
    let noun = "\(type == .office || type == .organisation ? "An" : "A") \(type.rawValue)"
    return (name(type), .record("\(noun) as staff write it.", fields(type) + [status]))
  }

  private static let status = Schema.Field.ifStated(
    "status",
    .string(
      "published, which is the default, or draft. Only staff see a draft.", example: "draft",
      values: RecordStatus.allCases.map(\.rawValue)))

  private static func fields(_ type: RecordType) -> [Schema.Field] {
    switch type {
    case .organisation: shared(RecordSchemas.organisation)
    case .office: shared(RecordSchemas.office)
    case .county: shared(RecordSchemas.county)
    case .topic:
      shared(RecordSchemas.topic, without: ["broader", "memberCount"]) + [
        .ifStated("broader", .slug("The slug of the topic above this one.", example: "transport"))
      ]
    case .contact:
      shared(RecordSchemas.contact, without: ["office"]) + [
        .ifStated("office", .slug("The id of the office where the person works.", example: "oslo"))
      ]
    case .member:
      shared(RecordSchemas.member, without: ["county", "topics"]) + [
        .ifStated("county", .slug("The slug of the county in which it is located.", example: "viken")),
        .always(
          "topics",
          .array(
            "The slugs of the topics that it works with.", of: .slug("A topic.", example: "climate"))),
      ]
    }
  }

  /// Returns the fields that are written as they are read.
  private static func shared(_ fields: [Schema.Field], without names: [String] = []) -> [Schema.Field] {
    fields.filter { $0.name != "links" && !names.contains($0.name) }
  }
}
