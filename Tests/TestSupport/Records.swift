package import Directory

// These functions make records with default values, so that a test states only the fields that it is about.
// The initializers of the records have no default values, so that the product can't forget a field.

extension DirectoryDocument {
  package static func make(
    organisation: Organisation = .make(), offices: [Office] = [], contacts: [Contact] = [],
    memberKinds: [Kind]? = nil, topicKinds: [Kind]? = nil, fields: [Field]? = nil, areas: [Area] = [],
    counties: [Area] = [],
    topics: [Topic] = [], members: [Member] = [], formerSlugs: [FormerSlug] = []
  ) -> DirectoryDocument {
    DirectoryDocument(
      organisation: organisation, offices: offices, contacts: contacts, memberKinds: memberKinds,
      topicKinds: topicKinds, fields: fields, areas: areas, counties: counties, topics: topics,
      members: members,
      formerSlugs: formerSlugs)
  }
}

extension Organisation {
  package static func make(
    name: String = "O", shortName: String? = nil, region: String = "R", summary: String = "S",
    copyrightYear: Int = 2021
  ) -> Organisation {
    Organisation(
      name: name, shortName: shortName, region: region, summary: summary, copyrightYear: copyrightYear)
  }
}

extension DirectoryDocument.Contact {
  package static func make(
    id: String, name: String, role: String = "Role", email: String? = nil, telephone: Telephone? = nil,
    emailProtected: Bool = false, telephoneProtected: Bool = false, office: String? = nil,
    member: String? = nil, order: Int? = nil
  ) -> DirectoryDocument.Contact {
    DirectoryDocument.Contact(
      id: id, name: name, role: role, email: email, telephone: telephone, emailProtected: emailProtected,
      telephoneProtected: telephoneProtected, office: office, member: member, order: order)
  }
}

extension DirectoryDocument.Office {
  package static func make(
    id: String, name: String, host: String = "H", street: String = "S", postcode: String = "1",
    city: String = "C", country: String = "NO", member: String? = nil
  ) -> DirectoryDocument.Office {
    DirectoryDocument.Office(
      id: id, name: name, host: host, street: street, postcode: postcode, city: city, country: country,
      member: member)
  }
}

extension DirectoryDocument.Area {
  package static func make(
    slug: String, name: String, shortName: String? = nil, kind: String = "county", code: String? = nil,
    parent: String? = nil, order: Int? = nil
  ) -> DirectoryDocument.Area {
    DirectoryDocument.Area(
      slug: slug, name: name, shortName: shortName ?? name, kind: kind, code: code, parent: parent,
      order: order)
  }
}

extension DirectoryDocument.Topic {
  package static func make(
    slug: String, kind: String = "theme", name: String, summary: String? = "S", broader: String? = nil
  ) -> DirectoryDocument.Topic {
    DirectoryDocument.Topic(slug: slug, kind: kind, name: name, summary: summary, broader: broader)
  }
}

extension DirectoryDocument.Member {
  package static func make(
    slug: String, kind: String = "municipality", name: String, shortName: String, county: String? = nil,
    area: String? = nil, summary: String = "A place.", population: Population? = nil, joined: String? = nil,
    left: String? = nil,
    focusAreas: [String] = [], facts: [Fact] = [], image: Image? = nil,
    topics: [DirectoryDocument.MemberTopic] = [], profile: MemberProfile = .empty
  ) -> DirectoryDocument.Member {
    DirectoryDocument.Member(
      slug: slug, kind: kind, name: name, shortName: shortName, county: county, area: area,
      summary: summary, population: population, joined: joined, left: left, focusAreas: focusAreas,
      facts: facts, image: image, topics: topics, profile: profile)
  }
}

extension FormerSlug {
  package static func make(
    type: Kind, slug: String, name: String? = nil, until: String? = nil, successors: [String] = []
  ) -> FormerSlug {
    FormerSlug(type: type, slug: slug, name: name, until: until, successors: successors)
  }
}

extension Member {
  package static func make(
    slug: String, kind: String = "municipality", name: String, shortName: String,
    county: CountyReference? = nil, area: AreaReference? = nil, summary: String = "A place.",
    population: Population? = nil,
    joined: String? = nil, left: String? = nil, focusAreas: [String] = [], facts: [Fact] = [],
    image: Image? = nil, topics: [MemberTopic] = [], profile: MemberProfile = .empty
  ) -> Member {
    Member(
      slug: slug, kind: kind, name: name, shortName: shortName, county: county,
      area: area ?? county.map { AreaReference(slug: $0.slug, name: $0.name, kind: "county", within: []) },
      summary: summary,
      population: population, joined: joined, left: left, focusAreas: focusAreas, facts: facts, image: image,
      topics: topics, profile: profile)
  }
}

extension Contact {
  package static func make(
    id: String, name: String, role: String = "Role", email: String? = nil, telephone: Telephone? = nil,
    emailProtected: Bool = false, telephoneProtected: Bool = false, office: OfficeReference? = nil,
    member: MemberReference? = nil, order: Int? = nil
  ) -> Contact {
    Contact(
      id: id, name: name, role: role, email: email, telephone: telephone, emailProtected: emailProtected,
      telephoneProtected: telephoneProtected, office: office, member: member, order: order)
  }
}

/// A literal is the slug of a topic that the member works with.
extension DirectoryDocument.MemberTopic: ExpressibleByStringLiteral {
  package init(stringLiteral slug: String) { self.init(slug: slug, relation: .worksWith) }
}

extension DirectoryDocument.Member {
  package var topicSlugs: [String] { topics.map(\.slug) }
}
