/// A county, municipality or university that the organisation represents.
package struct Member: Sendable, Equatable {
  /// Lower-case ASCII words joined by hyphens; unique among members, and what URLs carry.
  package var slug: String
  /// Slug of a member kind: `county`, `municipality`, `university`; the list grows by migration.
  package var kind: String
  /// The full English name, `Municipality of Bærum`.
  package var name: String
  /// What a list or a map would print, `Bærum`; lists are sorted by it.
  package var shortName: String
  /// The county that it lies in, where the source says so; a county lies in none.
  package var county: CountyReference?
  package var summary: String
  package var population: Population?
  /// First day of membership, `YYYY-MM-DD`.
  package var joined: String?
  /// The first day on which it is no longer a member; whoever has one is a former member.
  package var left: String?
  /// In the member's own order.
  package var focusAreas: [String]
  package var facts: [Fact]
  package var image: Image?
  /// In the order of their names.
  package var topics: [TopicReference]

  package init(
    slug: String, kind: String, name: String, shortName: String, county: CountyReference? = nil,
    summary: String, population: Population? = nil, joined: String? = nil, left: String? = nil,
    focusAreas: [String] = [], facts: [Fact] = [], image: Image? = nil, topics: [TopicReference] = []
  ) {
    self.slug = slug
    self.kind = kind
    self.name = name
    self.shortName = shortName
    self.county = county
    self.summary = summary
    self.population = population
    self.joined = joined
    self.left = left
    self.focusAreas = focusAreas
    self.facts = facts
    self.image = image
    self.topics = topics
  }
}

/// Enough of a county to name it and link to its members.
package struct CountyReference: Sendable, Equatable {
  package var slug: String
  package var name: String
  /// Whether the county is a member itself, under the same slug.
  package var isMember: Bool

  package init(slug: String, name: String, isMember: Bool) {
    self.slug = slug
    self.name = name
    self.isMember = isMember
  }
}

package struct Population: Sendable, Equatable {
  package var value: Int
  /// True where the source rounds or says "approximately".
  package var approximate: Bool

  package init(value: Int, approximate: Bool) {
    self.value = value
    self.approximate = approximate
  }
}

/// Something stated about a member that has no field of its own.
package struct Fact: Sendable, Equatable {
  package var label: String
  package var text: String

  package init(label: String, text: String) {
    self.label = label
    self.text = text
  }
}

package struct Image: Sendable, Equatable {
  package var credit: String

  package init(credit: String) {
    self.credit = credit
  }
}
