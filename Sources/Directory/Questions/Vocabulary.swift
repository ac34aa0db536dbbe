/// The lists of values that a filter accepts.
package enum Vocabulary: Sendable, Hashable, CaseIterable {
  case memberKinds
  /// Counties are among them.
  case areas
  case counties
  case areaKinds
  case topics
  case topicKinds
  /// The public fields of members.
  case fields
  /// The topics that are programmes.
  case programmes
  case members
  case contacts
  case offices
  case countries
  /// Those of offices.
  case cities
  /// Those in the addresses of members.
  case memberCities
  /// Whose a contact or an office is.
  case owners

  package static let ownerNames = ["member", "organisation"]

  /// The types of the former slugs whose successors are suggested for an unknown value.
  package var formerKinds: [FormerSlug.Kind] {
    switch self {
    case .memberKinds: [.memberKind]
    case .topicKinds: [.topicKind]
    case .areas: [.area, .county]
    case .counties: [.county]
    case .fields, .areaKinds, .topics, .programmes, .members, .contacts, .offices, .countries, .cities,
      .memberCities,
      .owners:
      []
    }
  }

  /// The largest vocabulary that is searched for the nearest values. A comparison takes about a microsecond,
  /// and a client that sends random values must not keep a loop busy.
  package static let longest = 500
}

/// The values of a vocabulary with which a text is compared.
package struct KnownValues: Sendable {
  package var values: [KnownValue]
  /// False if the vocabulary has more values, which would take too long to compare.
  package var isWhole: Bool

  package init(_ values: [KnownValue], isWhole: Bool) {
    self.values = values
    self.isWhole = isWhole
  }
}
