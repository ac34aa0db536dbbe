/// The whole directory as one value, such as the directory that ships with the program. References are slugs
/// or ids. `DocumentJSON` converts it from and to JSON.
package struct DirectoryDocument: Sendable, Equatable {
  package static let format = "member-directory"
  /// The version that is written.
  package static let version = 2
  /// The versions that are read. They differ in what a document may contain, and a newer one may contain all
  /// that an older one may.
  package static let versions = 1...version

  package var organisation: Organisation
  package var offices: [Office]
  package var contacts: [Contact]
  /// The kinds of members; nil for those that the directory has already.
  package var memberKinds: [Kind]?
  /// The kinds of topics; nil for those that the directory has already.
  package var topicKinds: [Kind]?
  /// The areas that aren't counties.
  package var areas: [Area]
  /// The fields of members; nil for those that the directory has already.
  package var fields: [Field]?
  package var counties: [Area]
  package var topics: [Topic]
  package var members: [Member]
  package var formerSlugs: [FormerSlug]

  package init(
    organisation: Organisation, offices: [Office], contacts: [Contact], memberKinds: [Kind]?,
    topicKinds: [Kind]?, fields: [Field]?, areas: [Area], counties: [Area], topics: [Topic],
    members: [Member],
    formerSlugs: [FormerSlug]
  ) {
    self.organisation = organisation
    self.offices = offices
    self.contacts = contacts
    self.memberKinds = memberKinds
    self.topicKinds = topicKinds
    self.areas = areas
    self.fields = fields
    self.counties = counties
    self.topics = topics
    self.members = members
    self.formerSlugs = formerSlugs
  }
}

extension DirectoryDocument {
  /// Says which versions are read, for a document of another one.
  static let versionHint =
    "use version \(versions.lowerBound) or \(versions.upperBound) of \"\(format)\""
}

/// The items of a document. The organisation has no type here, since it refers to nothing.
extension DirectoryDocument {
  package struct Office: Sendable, Equatable {
    package var id: String
    package var name: String
    package var host: String
    package var street: String
    package var postcode: String
    package var city: String
    package var country: String
    package var member: String?
    package var translations = Translations.none

    package init(
      id: String, name: String, host: String, street: String, postcode: String, city: String,
      country: String, member: String?
    ) {
      self.id = id
      self.name = name
      self.host = host
      self.street = street
      self.postcode = postcode
      self.city = city
      self.country = country
      self.member = member
    }
  }

  package struct Contact: Sendable, Equatable {
    package var id: String
    package var name: String
    package var role: String
    package var email: String?
    package var telephone: Telephone?
    package var emailProtected: Bool
    package var telephoneProtected: Bool
    package var office: String?
    package var member: String?
    package var order: Int?
    package var portrait: Image?
    package var translations = Translations.none

    package init(
      id: String, name: String, role: String, email: String?, telephone: Telephone?, emailProtected: Bool,
      telephoneProtected: Bool, office: String?, member: String?, order: Int?
    ) {
      self.id = id
      self.name = name
      self.role = role
      self.email = email
      self.telephone = telephone
      self.emailProtected = emailProtected
      self.telephoneProtected = telephoneProtected
      self.office = office
      self.member = member
      self.order = order
    }
  }

  package struct Topic: Sendable, Equatable {
    package var slug: String
    package var kind: String
    package var name: String
    package var summary: String?
    package var broader: String?
    package var translations = Translations.none

    package init(slug: String, kind: String, name: String, summary: String?, broader: String?) {
      self.slug = slug
      self.kind = kind
      self.name = name
      self.summary = summary
      self.broader = broader
    }
  }

  package struct Member: Sendable, Equatable {
    package var slug: String
    package var kind: String
    package var name: String
    package var shortName: String
    /// The county in which it is, if it isn't in a smaller area.
    package var county: String?
    /// The area in which it is, if that isn't a county.
    package var area: String?
    package var summary: String
    package var population: Population?
    package var joined: String?
    package var left: String?
    package var focusAreas: [String]
    package var facts: [Fact]
    package var image: Image?
    package var topics: [MemberTopic]
    package var profile: MemberProfile
    package var translations = Translations.none

    package init(
      slug: String, kind: String, name: String, shortName: String, county: String?, area: String?,
      summary: String,
      population: Population?, joined: String?, left: String?, focusAreas: [String], facts: [Fact],
      image: Image?, topics: [MemberTopic], profile: MemberProfile
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
}
