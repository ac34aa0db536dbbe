/// Selects rows of a list and their order. A reader clamps `limit` to 0...`PageLimit.maximum`; the API
/// refuses larger limits before it asks. A page without rows has the total and the facets, and no next page.
package struct ListQuery: Sendable, Hashable {
  /// The conditions that a row must meet, all of them.
  package var clauses: [Clause]
  /// The words that a row must contain, as in a search.
  package var text: String?
  /// The fields to sort by, the first of which decides first. Rows without a value come last in both
  /// directions. Rows that are equal in all fields, or all rows if there are no fields, are sorted by name.
  package var sort: [SortKey]
  /// The names of the fields whose values are counted.
  package var facets: [String]
  /// True if the facet of a field with values below others (`ListField.Use.under`) counts a row also for the
  /// values that its own are below.
  package var countsUnder = false
  package var limit: Int
  package var after: Cursor?
  /// The name from which a list by name starts, without those that come before it in the alphabet. Not used
  /// after a cursor.
  package var from: String?
  /// False for a caller that reads page after page and doesn't need `total`, which is then 0.
  package var isCounted = true
  /// The total of an earlier page of the same list. The list is then not counted again, and is read in the
  /// same way as before.
  package var knownTotal: Int?

  package init(
    _ clauses: [Clause] = [], text: String? = nil, sort: [SortKey] = [], facets: [String] = [],
    limit: Int = PageLimit.standard, after: Cursor? = nil
  ) {
    self.clauses = clauses
    self.text = text
    self.sort = sort
    self.facets = facets
    self.limit = limit
    self.after = after
  }
}

/// A field to sort by.
package struct SortKey: Sendable, Hashable {
  package var field: String
  package var isDescending: Bool

  package init(_ field: String, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }

  /// The key by which a list of what is near a place is sorted by the distance from it.
  package static let distance = "distance"
}
