extension DirectoryList {
  package var singular: String {
    switch self {
    case .members: "member"
    case .topics: "topic"
    case .contacts: "contact"
    case .offices: "office"
    }
  }

  package var formerKind: FormerSlug.Kind {
    switch self {
    case .members: .member
    case .topics: .topic
    case .contacts: .contact
    case .offices: .office
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
