/// Asks for members that work on the same topics: on those that the query names, or on those of a member.
package struct MatchQuery: Sendable, Hashable {
  /// The slugs of topics. A reader throws `DirectoryError.unknownValue` for one that doesn't exist.
  package var topics: [String]
  /// The slugs of topics that must be programmes.
  package var programmes: [String]
  /// The slug of a member whose topics count too, and which isn't among the matches.
  package var with: String?
  /// The conditions that the matches must meet, as in the list of members.
  package var clauses: [Clause]
  /// A reader clamps this to 1...`SearchLimit.maximum`.
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
  /// The best matches, the best first.
  package var matches: [Match]
  /// The number of members that share a topic.
  package var total: Int

  package init(matches: [Match] = [], total: Int = 0) {
    self.matches = matches
    self.total = total
  }
}
