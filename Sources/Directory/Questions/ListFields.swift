/// The lists, and what each can be asked by: the API's parameters and the store's SQL both follow it.
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
  /// A filter that matches some of the shipped data, for the documentation; empty if the field is no filter.
  package let example: String

  init(_ name: String, _ kind: Kind, _ uses: Set<Use>, _ narrowing: String = "", example: String = "") {
    self.name = name
    self.kind = kind
    self.uses = uses
    self.narrowing = narrowing
    self.example = example
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
