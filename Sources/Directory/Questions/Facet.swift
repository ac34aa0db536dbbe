/// The number of rows that have each value of a field, among the rows that the query's clauses on other
/// fields select. It is the number of rows that a query for that value would select.
package struct Facet: Sendable, Equatable {
  package struct Value: Sendable, Equatable {
    package var value: String
    package var name: String
    package var count: Int
    /// The place that staff have given it, if it is a kind; nil for none.
    package var order: Int?
    /// True if the query selects this value.
    package var isSelected: Bool
    /// The language of the name, if it should be in another one.
    package var language: String?

    package init(value: String, name: String, count: Int, order: Int? = nil, isSelected: Bool) {
      self.order = order
      self.value = value
      self.name = name
      self.count = count
      self.isSelected = isSelected
    }
  }

  package var field: String
  /// The `limit` most frequent values and all selected ones. Those that staff have given a place come first,
  /// by that place; the others by frequency, the most frequent first, then by name.
  package var values: [Value]

  package static let limit = 100

  package init(field: String, values: [Value]) {
    self.field = field
    self.values = values
  }

  /// Sorts the values and keeps those that are shown.
  ///
  /// - Parameters:
  ///   - counted: all values that were counted or are selected, in any order.
  ///   - alphabet: that of the directory.
  ///   - check: called from time to time while many values are sorted; throws to stop that.
  package init<Failure: Error>(
    field: String, counted: [Value], by alphabet: Alphabet = .norwegian, check: () throws(Failure) -> Void
  ) throws(Failure) {
    var candidates: [(value: Value, key: [UInt8])] = []
    for value in Self.frequent(counted) {
      if candidates.count.isMultiple(of: Self.keysBetweenChecks) { try check() }
      candidates.append((value, CollationKey.make(value.name, alphabet)))
    }
    let sorted = candidates.sorted { left, right in
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
      return left.value.value < right.value.value
    }
    let shown = sorted.enumerated().filter { $0.offset < Self.limit || $0.element.value.isSelected }
    let placed = shown.map(\.element.value).enumerated().sorted { left, right in
      (left.element.order ?? .max, left.offset) < (right.element.order ?? .max, right.offset)
    }
    self.init(field: field, values: placed.map(\.element))
  }

  package init(field: String, counted: [Value]) {
    self.init(field: field, counted: counted) {}
  }

  /// About a millisecond of work.
  private static let keysBetweenChecks = 256

  /// Returns the values that can be among those that are shown. Only they need a collation key, which costs
  /// far more than comparing two numbers.
  private static func frequent(_ counted: [Value]) -> [Value] {
    guard counted.count > limit else { return counted }
    let least = counted.map(\.count).sorted(by: >)[limit - 1]
    return counted.filter { $0.count >= least || $0.isSelected }
  }
}
