internal import Directory

enum MemberFormats {
  static let presentation = RecordPresentation<Member>(
    "members", typicalBytes: MemberJSON.typicalBytes, json: { MemberJSON.write($0, to: &$1) },
    record: { .member(DirectoryDocument.Member($0)) }, columns: columns,
    linkedData: { writeLinkedData($0, of: $1, to: &$2) })

  private static let columns: [RecordPresentation<Member>.Column] = [
    .init("slug") { .text($0.slug) }, .init("kind") { .text($0.kind) },
    .init("name") { .text($0.name) },
    .init("shortName", isShort: false) { .text($0.shortName) },
    .init("county") { .text($0.county?.slug) },
    .init("population") { .number($0.population?.value) },
    .init("populationApproximate", of: "population", isShort: false) { .flag($0.population?.approximate) },
    .init("joined") { .text($0.joined) }, .init("left", isShort: false) { .text($0.left) },
    .init("summary", isShort: false) { .text($0.summary) },
    .init("focusAreas", isShort: false) { .text($0.focusAreas.joined(separator: "; ")) },
    .init("facts", isShort: false) {
      .text($0.facts.map { "\($0.label): \($0.text)" }.joined(separator: "; "))
    },
    .init("imageCredit", of: "image", isShort: false) { .text($0.image?.credit) },
    .init("topics", isShort: false) {
      .text($0.topics.map { $0.relation.cell(of: $0.slug) }.joined(separator: " "))
    },
  ]

  /// Writes a member in terms of https://schema.org, as the type that its kind states.
  private static func writeLinkedData(_ member: Member, of source: Provenance, to json: inout JSONWriter) {
    json.field("@type", source.schemaTypes[member.kind] ?? Kind.standardSchemaType)
    json.field("@id", source.id(Links.member(member.slug)))
    json.field("name", member.name)
    json.field("alternateName", member.shortName == member.name ? nil : member.shortName)
    json.field("description", member.summary)
    json.object("memberOf") { source.writeOrganisation(to: &$0) }
    if let county = member.county {
      json.object("location") { json in
        json.field("@type", "AdministrativeArea")
        json.field("name", county.name)
      }
    }
    json.array("knowsAbout", member.topics.map(\.topic)) { json, topic in
      json.object { TopicFormats.writeTerm(slug: topic.slug, name: topic.name, of: source, to: &$0) }
    }
  }
}
