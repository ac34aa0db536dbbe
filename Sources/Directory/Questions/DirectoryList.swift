/// The lists, with the fields by which each can be filtered, sorted and counted. The parameters of the API
/// are derived from them, and a store must support all of them.
package enum DirectoryList: String, Sendable, CaseIterable {
  case members, topics, contacts, offices

  package var fields: [ListField] {
    switch self {
    case .members: Self.fieldsOfMembers
    case .topics:
      [
        ListField("kind", .values(.topicKinds), [.filter, .facet], "of that kind"),
        ListField(
          "broader", .values(.topics), [.filter, .under, .facet], "just below that topic"),
        ListField("member", .values(.members), [.filter], "that this member names"),
        ListField("memberCount", .number, [.filter, .sort], "that so many members name"),
        ListField("slug", .values(.topics), [.filter, .sort], "with that slug"),
        ListField("name", .name, [.sort]),
      ]
    case .contacts:
      [
        ListField("office", .values(.offices), [.filter, .facet], "at that office"),
        ListField("member", .values(.members), [.filter, .facet], "of that member"),
        ListField(
          "belongsTo", .values(.owners), [.filter, .facet], "of the organisation itself, or of its members"),
        ListField("order", .number, [.sort]),
        ListField("id", .values(.contacts), [.filter, .sort], "with that id"),
        ListField("name", .name, [.sort]),
      ]
    case .offices:
      [
        ListField("country", .values(.countries), [.filter, .facet], "in that country"),
        ListField("city", .values(.cities), [.filter, .facet, .sort], "in that city"),
        ListField("member", .values(.members), [.filter, .facet], "of that member"),
        ListField(
          "belongsTo", .values(.owners), [.filter, .facet], "of the organisation itself, or of its members"),
        ListField("id", .values(.offices), [.filter, .sort], "with that id"),
        ListField("name", .name, [.sort]),
      ]
    }
  }

  private static let fieldsOfMembers = [
    ListField("kind", .values(.memberKinds), [.filter, .facet], "of that kind"),
    ListField("area", .values(.areas), [.filter, .facet], "in that area, or in one inside it"),
    ListField("county", .values(.counties), [.filter, .facet], "in that county"),
    ListField("topic", .values(.topics), [.filter, .under, .facet], "that name that topic"),
    ListField("worksWith", .values(.topics), [.filter, .under, .facet], "that work with that topic"),
    ListField(
      "interestedIn", .values(.topics), [.filter, .under, .facet], "that are interested in that topic"),
    ListField("local", .values(.topics), [.filter, .under, .facet], "of places that have it"),
    ListField("population", .number, [.filter, .sort], "with so many people"),
    ListField("joined", .day, [.filter, .sort], "that joined on those days"),
    ListField("numberOfMembers", .number, [.filter, .sort], "that have so many members"),
    ListField("numberOfEmployees", .number, [.filter, .sort], "that have so many employees"),
    ListField("city", .values(.memberCities), [.filter, .facet], "with an address in that city"),
    ListField("postcode", .code, [.filter], "with an address of that postcode"),
    ListField("identifier", .identifier, [.filter], "with that number in a register"),
    ListField("hasWebsite", .flag, [.filter], "with a website, or without one"),
    ListField("hasLocation", .flag, [.filter], "with a location, or without one"),
    ListField("slug", .values(.members), [.filter, .sort], "with that slug"),
    ListField("name", .name, [.sort]),
  ]

  package func fields(for use: ListField.Use) -> [ListField] { fields.filter { $0.uses.contains(use) } }

  package func field(_ name: String, for use: ListField.Use) -> ListField? {
    fields.first { $0.name == name && $0.uses.contains(use) }
  }
}
