/// A county, municipality or university that the organisation represents.
package struct Member: Sendable, Equatable {
  /// Lower-case ASCII words joined by hyphens. It is unique among members, and URLs contain it.
  package var slug: String
  /// The slug of a member kind.
  package var kind: String
  /// The full English name, `Municipality of Bærum`.
  package var name: String
  /// The name for a list or a map, `Bærum`; lists are sorted by it.
  package var shortName: String
  /// The county that the member is in, if the source says so; nil for a county.
  package var county: CountyReference?
  /// The area that the member is in: the county, or an area inside it or elsewhere.
  package var area: AreaReference?
  package var summary: String
  package var population: Population?
  /// The first day of membership, `YYYY-MM-DD`.
  package var joined: String?
  /// The first day on which it isn't a member anymore, `YYYY-MM-DD`; nil if no such day is known.
  package var left: String?
  /// The focus areas in the member's own order.
  package var focusAreas: [String]
  package var facts: [Fact]
  package var image: Image?
  /// The topics in the order of their names.
  package var topics: [MemberTopic]
  package var profile: MemberProfile
  package var translations = Translations.none
  package var fallback: Fallback?

  package init(
    slug: String, kind: String, name: String, shortName: String, county: CountyReference?,
    area: AreaReference?, summary: String, population: Population?, joined: String?, left: String?,
    focusAreas: [String],
    facts: [Fact], image: Image?, topics: [MemberTopic], profile: MemberProfile
  ) {
    self.slug = slug
    self.kind = kind
    self.name = name
    self.shortName = shortName
    self.county = county
    self.area = area
    self.summary = summary
    self.population = population
    self.joined = joined
    self.left = left
    self.focusAreas = focusAreas
    self.facts = facts
    self.image = image
    self.topics = topics
    self.profile = profile
  }
}

extension Member {
  /// Returns the member without what is protected; `fields` are the names of the public fields.
  package func published(showing fields: Set<String>) -> Member {
    var member = self
    member.profile = profile.published(showing: fields)
    member.translations = .none
    return member
  }
}

/// A reference to a county, with what is needed to name it and to link to its members.
package struct CountyReference: Sendable, Equatable {
  package var slug: String
  package var name: String
  /// True if the county is itself a member, with the same slug.
  package var isMember: Bool
  /// The language of the name, if it should be in another one.
  package var language: String?

  package init(slug: String, name: String, isMember: Bool) {
    self.slug = slug
    self.name = name
    self.isMember = isMember
  }
}

package struct Population: Sendable, Equatable {
  package var value: Int
  /// True if the source rounds the number or says "approximately".
  package var approximate: Bool

  package init(value: Int, approximate: Bool) {
    self.value = value
    self.approximate = approximate
  }
}

/// A statement about a member for which there is no field.
package struct Fact: Sendable, Equatable {
  package var label: String
  package var text: String

  package init(label: String, text: String) {
    self.label = label
    self.text = text
  }
}

/// A reference to the member to which a contact or an office belongs.
package struct MemberReference: Sendable, Equatable {
  package var slug: String
  package var name: String
  /// The language of the name, if it should be in another one.
  package var language: String?

  package init(slug: String, name: String) {
    self.slug = slug
    self.name = name
  }
}
