/// The lists, and what each can be asked by: the API's parameters and the store's SQL both follow it.
package enum DirectoryList: String, Sendable, CaseIterable {
  case members, topics, contacts, offices

  package var fields: [ListField] {
    switch self {
    case .members:
      [
        ListField("kind", .values(.memberKinds), [.filter, .facet], "of that kind"),
        ListField("county", .values(.counties), [.filter, .facet], "in that county"),
        ListField("topic", .values(.topics), [.filter, .facet], "that name that topic"),
        ListField("population", .number, [.filter, .sort], "with so many people"),
        ListField("joined", .day, [.filter, .sort], "that joined on those days"),
        ListField("slug", .values(.members), [.filter, .sort], "with that slug"),
        ListField("name", .name, [.sort], ""),
      ]
    case .topics:
      [
        ListField("kind", .values(.topicKinds), [.filter, .facet], "of that kind"),
        ListField("broader", .values(.topics), [.filter, .facet], "just below that topic"),
        ListField("member", .values(.members), [.filter], "that this member names"),
        ListField("memberCount", .number, [.filter, .sort], "that so many members name"),
        ListField("slug", .values(.topics), [.filter, .sort], "with that slug"),
        ListField("name", .name, [.sort], ""),
      ]
    case .contacts:
      [
        ListField("office", .values(.offices), [.filter, .facet], "at that office"),
        ListField("id", .values(.contacts), [.filter, .sort], "with that id"),
        ListField("name", .name, [.sort], ""),
      ]
    case .offices:
      [
        ListField("country", .values(.countries), [.filter, .facet], "in that country"),
        ListField("city", .values(.cities), [.filter, .facet, .sort], "in that city"),
        ListField("id", .values(.offices), [.filter, .sort], "with that id"),
        ListField("name", .name, [.sort], ""),
      ]
    }
  }

  package func fields(for use: ListField.Use) -> [ListField] { fields.filter { $0.uses.contains(use) } }

  package func field(_ name: String, for use: ListField.Use) -> ListField? {
    fields.first { $0.name == name && $0.uses.contains(use) }
  }
}

package struct ListField: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case values(Vocabulary)
    case number
    /// `YYYY-MM-DD`.
    case day
    /// In the order of the Norwegian alphabet.
    case name
  }

  package enum Use: Sendable {
    case filter, sort, facet
  }

  package let name: String
  package let kind: Kind
  package let uses: Set<Use>
  /// What the filter leaves, after the noun: members "of that kind".
  package let narrowing: String

  init(_ name: String, _ kind: Kind, _ uses: Set<Use>, _ narrowing: String) {
    self.name = name
    self.kind = kind
    self.uses = uses
    self.narrowing = narrowing
  }
}

/// The lists of values that a filter accepts.
package enum Vocabulary: Sendable, Hashable, CaseIterable {
  case memberKinds
  case counties
  case topics
  case topicKinds
  /// The topics that are programmes.
  case programmes
  case members
  case contacts
  case offices
  case countries
  case cities

  /// A longer one is not read for the sake of a hint: comparing takes about a microsecond a value, and
  /// whoever guesses at random must not be able to keep a loop busy.
  package static let longest = 500
}
