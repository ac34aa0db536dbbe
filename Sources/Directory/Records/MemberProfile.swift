/// How to reach a member, where it is, and what else people expect to find about it. Nothing of it is
/// required.
package struct MemberProfile: Sendable, Equatable {
  /// Paragraphs, separated by empty lines. A single line feed breaks a line.
  package var about: String?
  /// An address that begins with `https://` or `http://`.
  package var website: String?
  /// Further pages, in the member's own order.
  package var webLinks: [WebLink]
  /// Nil if there is none, or if it is protected and the reader isn't a staff reader. The same is true of the
  /// telephone number.
  package var email: String?
  /// True if the e-mail address isn't published.
  package var emailProtected: Bool
  package var telephone: Telephone?
  /// True if the telephone number isn't published.
  package var telephoneProtected: Bool
  package var visitingAddress: PostalAddress?
  package var postalAddress: PostalAddress?
  package var location: Location?
  package var identifiers: [Identifier]
  package var alternativeNames: [String]
  package var formerNames: [String]
  package var numberOfMembers: CountOfYear?
  package var numberOfEmployees: CountOfYear?
  /// The values of the fields that the directory defines (`Field`), by name.
  package var custom: [JSONMember]

  package init(
    about: String?, website: String?, webLinks: [WebLink], email: String?, emailProtected: Bool,
    telephone: Telephone?, telephoneProtected: Bool, visitingAddress: PostalAddress?,
    postalAddress: PostalAddress?, location: Location?, identifiers: [Identifier],
    alternativeNames: [String], formerNames: [String], numberOfMembers: CountOfYear?,
    numberOfEmployees: CountOfYear?, custom: [JSONMember]
  ) {
    self.about = about
    self.website = website
    self.webLinks = webLinks
    self.email = email
    self.emailProtected = emailProtected
    self.telephone = telephone
    self.telephoneProtected = telephoneProtected
    self.visitingAddress = visitingAddress
    self.postalAddress = postalAddress
    self.location = location
    self.identifiers = identifiers
    self.alternativeNames = alternativeNames
    self.formerNames = formerNames
    self.numberOfMembers = numberOfMembers
    self.numberOfEmployees = numberOfEmployees
    self.custom = custom
  }

  package static let empty = MemberProfile(
    about: nil, website: nil, webLinks: [], email: nil, emailProtected: false, telephone: nil,
    telephoneProtected: false, visitingAddress: nil, postalAddress: nil, location: nil, identifiers: [],
    alternativeNames: [], formerNames: [], numberOfMembers: nil, numberOfEmployees: nil, custom: [])

  /// Returns the profile without what is protected.
  ///
  /// - Parameter fields: the names of the public fields. Values of others are left out.
  package func published(showing fields: Set<String>) -> MemberProfile {
    var profile = self
    profile.custom.removeAll { !fields.contains($0.name) }
    if emailProtected { profile.email = nil }
    if telephoneProtected { profile.telephone = nil }
    return profile
  }
}

/// A page elsewhere, with the text of the link to it.
package struct WebLink: Sendable, Equatable {
  package var label: String
  package var url: String

  package init(label: String, url: String) {
    self.label = label
    self.url = url
  }
}

/// An address, of which each part may be missing, but not all.
package struct PostalAddress: Sendable, Equatable {
  /// The street and the number, or a post office box.
  package var street: String?
  package var postcode: String?
  package var city: String?
  /// An ISO 3166-1 alpha-2 code, `NO`.
  package var country: String?

  package init(street: String?, postcode: String?, city: String?, country: String?) {
    self.street = street
    self.postcode = postcode
    self.city = city
    self.country = country
  }
}

/// A point on the earth (WGS 84).
package struct Location: Sendable, Equatable {
  /// Says how near the point is to the member.
  package enum Precision: String, Sendable, CaseIterable {
    /// The building.
    case address
    /// Somewhere in the town or village.
    case place
    /// The middle of an area, such as a county.
    case area
  }

  /// In millionths of a degree, which is about a tenth of a metre. Whole numbers are stored and written
  /// again exactly.
  package var latitude: Int
  package var longitude: Int
  package var precision: Precision

  package static let unitsPerDegree = 1_000_000

  /// Returns degrees as a decimal number without an exponent: `-0.00001`.
  package static func text(ofDegrees units: Int) -> String {
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(unitsPerDegree))
    var fraction = String(UInt(unitsPerDegree) + rest).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return (units < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }

  package init(latitude: Int, longitude: Int, precision: Precision) {
    self.latitude = latitude
    self.longitude = longitude
    self.precision = precision
  }
}

/// The number by which a register knows a member.
package struct Identifier: Sendable, Equatable {
  /// The register, as a slug. The numbers of `norwegianOrganisation` are checked.
  package var scheme: String
  package var value: String

  /// Organisation numbers of the Norwegian register of legal entities.
  package static let norwegianOrganisation = "no-orgnr"

  package init(scheme: String, value: String) {
    self.scheme = scheme
    self.value = value
  }
}

/// A number of people, and the year that it is from.
package struct CountOfYear: Sendable, Equatable {
  package var value: Int
  /// True if the number is rounded.
  package var approximate: Bool
  package var year: Int?

  package init(value: Int, approximate: Bool, year: Int?) {
    self.value = value
    self.approximate = approximate
    self.year = year
  }
}
