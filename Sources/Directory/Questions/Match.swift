/// Who works on the same: on topics that are named, or on those of a member.
package struct MatchQuery: Sendable, Hashable {
  /// Slugs of topics. One that does not exist is `DirectoryError.unknownValue`.
  package var topics: [String]
  /// Slugs of topics that have to be programmes.
  package var programmes: [String]
  /// Slug of a member whose topics count as well, and who is not among the matches.
  package var with: String?
  /// What the matches have to be, as in the list of members.
  package var clauses: [Clause]
  /// A reader clamps it to 1...`SearchLimit.maximum`.
  package var limit: Int

  package init(
    topics: [String] = [], programmes: [String] = [], with: String? = nil, clauses: [Clause] = [],
    limit: Int = SearchLimit.standard
  ) {
    self.topics = topics
    self.programmes = programmes
    self.with = with
    self.clauses = clauses
    self.limit = limit
  }
}

package struct MatchPage: Sendable, Equatable {
  /// The best first.
  package var matches: [Match]
  /// How many share anything.
  package var total: Int

  package init(matches: [Match] = [], total: Int = 0) {
    self.matches = matches
    self.total = total
  }
}

package struct Match: Sendable, Equatable {
  package var member: Member
  /// Why, what is shared first.
  package var reasons: [Reason]

  package init(member: Member, reasons: [Reason]) {
    self.member = member
    self.reasons = reasons
  }

  package struct Reason: Sendable, Equatable {
    package enum Relation: String, Sendable {
      /// The member names the very topic.
      case same
      /// It names one just below it.
      case narrower
      /// It names the one just above it.
      case broader
    }

    /// What the member names.
    package var topic: TopicReference
    package var relation: Relation
    /// Slug of the topic that was asked for.
    package var asked: String

    package init(topic: TopicReference, relation: Relation, asked: String) {
      self.topic = topic
      self.relation = relation
      self.asked = asked
    }
  }
}
