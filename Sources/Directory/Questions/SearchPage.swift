/// The best hits of a search.
package struct SearchPage: Sendable, Equatable {
  package var hits: [SearchHit]
  package var total: Int
  /// False if there were too many hits to count; `total` is then a lower bound.
  package var isTotalExact: Bool
  /// Similar queries that have hits, if this one has none.
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
  /// The kind of a member or a topic; nil for other types.
  package var kind: String?
  /// The fields in which the words were found, names first.
  package var highlights: [Highlight]
  /// The language of the name, if it should be in another one.
  package var language: String?

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
