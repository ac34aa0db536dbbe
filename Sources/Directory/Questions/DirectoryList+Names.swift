extension DirectoryList {
  /// Returns the list of the records of a type; nil for the others, such as counties (`ShortLists`).
  package init?(_ type: RecordType) {
    guard let list = Self.allCases.first(where: { $0.singular == type.rawValue }) else { return nil }
    self = list
  }

  package var singular: String {
    switch self {
    case .members: "member"
    case .topics: "topic"
    case .contacts: "contact"
    case .offices: "office"
    }
  }

  /// The vocabulary of the slugs or ids of its items.
  package var slugs: Vocabulary {
    switch self {
    case .members: .members
    case .topics: .topics
    case .contacts: .contacts
    case .offices: .offices
    }
  }
}
