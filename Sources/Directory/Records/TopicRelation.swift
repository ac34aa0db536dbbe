/// How a member relates to one of its topics.
package enum TopicRelation: String, Sendable, CaseIterable {
  /// The member works with the topic. This is the relation of a topic for which none is stated.
  case worksWith = "works-with"
  /// The member would like to work with the topic.
  case interestedIn = "interested-in"
  /// The place has it, such as an industry, a landscape or an event.
  case local

  static let names = allCases.map(\.rawValue)

  /// The relation that makes another member a partner: one of the two works with the topic, and the other is
  /// interested in it.
  package var complement: TopicRelation? {
    switch self {
    case .worksWith: .interestedIn
    case .interestedIn: .worksWith
    case .local: nil
    }
  }

  /// Returns a topic as a cell of a table has it: `climate`, or `climate:interested-in`.
  package func cell(of slug: String) -> String { self == .worksWith ? slug : slug + ":" + rawValue }
}

/// A topic of a member, with what is needed to name it.
package struct MemberTopic: Sendable, Equatable {
  package var topic: TopicReference
  package var relation: TopicRelation

  package init(_ topic: TopicReference, _ relation: TopicRelation) {
    self.topic = topic
    self.relation = relation
  }

  package var slug: String { topic.slug }
}

extension DirectoryDocument {
  /// A topic of a member, by its slug.
  package struct MemberTopic: Sendable, Hashable {
    package var slug: String
    package var relation: TopicRelation

    package init(slug: String, relation: TopicRelation) {
      self.slug = slug
      self.relation = relation
    }

    /// The topic in a cell of a table.
    package var cell: String { relation.cell(of: slug) }
  }
}
