/// The lists, with the fields by which each can be filtered, sorted and counted. The parameters of the API
/// are derived from them, and a store must support all of them.
package enum DirectoryList: String, Sendable, CaseIterable {
  case members, topics, contacts, offices

  package var fields: [ListField] {
    switch self {
    case .members:
      [
        ListField("kind", .values(.memberKinds), [.filter, .facet], "of that kind", example: "county"),
        ListField("county", .values(.counties), [.filter, .facet], "in that county", example: "viken"),
        ListField("topic", .values(.topics), [.filter, .facet], "that name that topic", example: "climate"),
        ListField("population", .number, [.filter, .sort], "with so many people", example: "50000.."),
        ListField("joined", .day, [.filter, .sort], "that joined on those days", example: "..2021-12-31"),
        ListField("slug", .values(.members), [.filter, .sort], "with that slug", example: "oslo,asker"),
        ListField("name", .name, [.sort]),
      ]
    case .topics:
      [
        ListField("kind", .values(.topicKinds), [.filter, .facet], "of that kind", example: "programme"),
        ListField(
          "broader", .values(.topics), [.filter, .facet], "just below that topic", example: "transport"),
        ListField("member", .values(.members), [.filter], "that this member names", example: "oslo"),
        ListField("memberCount", .number, [.filter, .sort], "that so many members name", example: "5.."),
        ListField("slug", .values(.topics), [.filter, .sort], "with that slug", example: "climate"),
        ListField("name", .name, [.sort]),
      ]
    case .contacts:
      [
        ListField("office", .values(.offices), [.filter, .facet], "at that office", example: "oslo"),
        ListField("id", .values(.contacts), [.filter, .sort], "with that id", example: "gunnar-selvik"),
        ListField("name", .name, [.sort]),
      ]
    case .offices:
      [
        ListField("country", .values(.countries), [.filter, .facet], "in that country", example: "NO"),
        ListField("city", .values(.cities), [.filter, .facet, .sort], "in that city", example: "Oslo"),
        ListField("id", .values(.offices), [.filter, .sort], "with that id", example: "oslo"),
        ListField("name", .name, [.sort]),
      ]
    }
  }

  package func fields(for use: ListField.Use) -> [ListField] { fields.filter { $0.uses.contains(use) } }

  package func field(_ name: String, for use: ListField.Use) -> ListField? {
    fields.first { $0.name == name && $0.uses.contains(use) }
  }
}
