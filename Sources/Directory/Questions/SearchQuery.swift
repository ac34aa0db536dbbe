/// The types of records that can be searched for.
package enum SearchType: String, Sendable, Hashable, CaseIterable {
  case member, topic, contact, office
}

/// Asks for records by the words in their published fields, without telephone numbers.
package struct SearchQuery: Sendable, Hashable {
  package var text: String
  package var types: [SearchType]
  /// A reader clamps this to 1...`SearchLimit.maximum`.
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
  /// The default limit. This many hits fit on a screen.
  package static let standard = 20
  package static let maximum = 100
  /// The longest query, in Unicode scalars; a name has at most as many.
  package static let characters = 200
  /// The most words in a query. A record must contain all of them, so more words would find nothing.
  package static let words = 16
}
