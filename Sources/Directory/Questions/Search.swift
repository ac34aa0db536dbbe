/// What can be searched for.
package enum SearchType: String, Sendable, Hashable, CaseIterable {
  case member, topic, contact, office
}

/// What to find among the published fields; telephone numbers are not among them.
package struct SearchQuery: Sendable, Hashable {
  package var text: String
  package var types: [SearchType]
  /// A reader clamps it to 1...`SearchLimit.maximum`.
  package var limit: Int

  package init(
    _ text: String, types: [SearchType] = SearchType.allCases, limit: Int = SearchLimit.standard
  ) {
    self.text = text
    self.types = types
    self.limit = limit
  }
}

package enum SearchLimit {
  /// What fits on a screen: whoever does not find it among these types another word.
  package static let standard = 20
  package static let maximum = 100
  /// Of a query, in Unicode scalars: as long as the longest name.
  package static let characters = 200
  /// Each has to be found, so more only find nothing.
  package static let words = 16
}

/// The best matches.
package struct SearchPage: Sendable, Equatable {
  package var hits: [SearchHit]
  package var total: Int
  /// False where there are so many that they were not all counted: `total` is then the least it can be.
  package var isTotalExact: Bool
  /// Where nothing was found: other queries, near to this one, that find something.
  package var didYouMean: [String]

  package init(
    hits: [SearchHit] = [], total: Int = 0, isTotalExact: Bool = true, didYouMean: [String] = []
  ) {
    self.hits = hits
    self.total = total
    self.isTotalExact = isTotalExact
    self.didYouMean = didYouMean
  }
}

package struct SearchHit: Sendable, Equatable {
  package var type: SearchType
  package var slug: String
  package var name: String
  /// Of members and topics.
  package var kind: String?
  /// Where the words were found, names first.
  package var highlights: [Highlight]

  package init(
    type: SearchType, slug: String, name: String, kind: String? = nil, highlights: [Highlight] = []
  ) {
    self.type = type
    self.slug = slug
    self.name = name
    self.kind = kind
    self.highlights = highlights
  }
}
