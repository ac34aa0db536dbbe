/// The number of rows that have each value of a field, among the rows that the query's clauses on other
/// fields select. It is the number of rows that a query for that value would select.
package struct Facet: Sendable, Equatable {
  package struct Value: Sendable, Equatable {
    package var value: String
    package var name: String
    package var count: Int
    /// True if the query selects this value.
    package var isSelected: Bool

    package init(value: String, name: String, count: Int, isSelected: Bool) {
      self.value = value
      self.name = name
      self.count = count
      self.isSelected = isSelected
    }
  }

  package var field: String
  /// The `limit` most frequent values and all selected ones; the most frequent first, then by name.
  package var values: [Value]

  package static let limit = 100

  package init(field: String, values: [Value]) {
    self.field = field
    self.values = values
  }
}
