/// A kind of members or of topics, such as municipalities or programmes.
package struct Kind: Sendable, Equatable {
  /// The value of `kind` in the records and in filters.
  package var slug: String
  package var name: String
  /// The name of several records of the kind, such as `Municipalities`.
  package var pluralName: String?
  /// The place in lists and facets. Kinds without one come after those that have one.
  package var order: Int?
  /// What https://schema.org calls a member of the kind; nil for a kind of topics.
  package var schemaType: String?
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(slug: String, name: String, pluralName: String?, order: Int?, schemaType: String?) {
    self.slug = slug
    self.name = name
    self.pluralName = pluralName
    self.order = order
    self.schemaType = schemaType
  }
}

extension Kind {
  /// The types of https://schema.org that a kind of members can have: `Organization`, and those below it that
  /// an organisation may have as members.
  package static let schemaTypes = [
    "Airline", "CollegeOrUniversity", "Consortium", "Cooperative", "Corporation", "DanceGroup",
    "EducationalOrganization", "ElementarySchool", "FundingScheme", "GovernmentOrganization", "HighSchool",
    "LibrarySystem", "LocalBusiness", "MedicalOrganization", "MiddleSchool", "MusicGroup", "NGO",
    "NewsMediaOrganization", "OnlineBusiness", "Organization", "PerformingGroup", "PoliticalParty",
    "Preschool",
    "Project", "ResearchOrganization", "ResearchProject", "School", "SportsOrganization", "SportsTeam",
    "TheaterGroup", "WorkersUnion",
  ]

  /// The type of a kind of members that states none.
  package static let standardSchemaType = "Organization"
}

/// The kinds that a new directory has. Version 1 of the document knows no others
/// (docs/decisions/0028-vocabularies-are-records.md).
extension Kind {
  package static let firstOfMembers = [
    Kind(
      slug: "county", name: "County", pluralName: "Counties", order: nil,
      schemaType: "GovernmentOrganization"),
    Kind(
      slug: "municipality", name: "Municipality", pluralName: "Municipalities", order: nil,
      schemaType: "GovernmentOrganization"),
    Kind(
      slug: "university", name: "University", pluralName: "Universities", order: nil,
      schemaType: "CollegeOrUniversity"),
  ]

  package static let firstOfTopics = [
    Kind(slug: "agenda", name: "Agenda", pluralName: "Agendas", order: nil, schemaType: nil),
    Kind(slug: "network", name: "Network", pluralName: "Networks", order: nil, schemaType: nil),
    Kind(slug: programme, name: "Programme", pluralName: "Programmes", order: nil, schemaType: nil),
    Kind(slug: "theme", name: "Theme", pluralName: "Themes", order: nil, schemaType: nil),
  ]

  /// The kind of topics that the parameter `programme` of a match names. A directory needn't have it.
  package static let programme = "programme"
}
