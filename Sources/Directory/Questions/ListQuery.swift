/// Which rows of a list, and in what order. A reader clamps `limit` to 1...`PageLimit.maximum`; telling the
/// client that it asked for too much is the API's part.
package struct ListQuery: Sendable, Hashable {
  /// All of them hold.
  package var clauses: [Clause]
  /// What a row has to hold, as in a search.
  package var text: String?
  /// The first decides; rows without a value come last either way. Empty: by name. What is equal is in the
  /// order of the names.
  package var sort: [SortKey]
  /// Names of fields to count the values of.
  package var facets: [String]
  package var limit: Int
  package var after: Cursor?
  /// False for whoever reads page after page and does not look at `total`, which is then 0.
  package var isCounted = true
  /// What an earlier page of the same list said: it is not counted again, and the same way through the list
  /// is taken.
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

/// What a row must be like in one field.
package struct Clause: Sendable, Hashable {
  /// Any of these is enough.
  package enum Condition: Sendable, Hashable {
    /// Slugs. One that does not exist is `DirectoryError.unknownValue`, not an empty page.
    case values([String])
    case numbers([Bounds<Int64>])
    /// Days, `YYYY-MM-DD`.
    case days([Bounds<String>])
  }

  package var field: String
  package var condition: Condition
  /// All rows but those, rows without a value among them.
  package var isExcluding: Bool

  package init(_ field: String, _ condition: Condition, isExcluding: Bool = false) {
    self.field = field
    self.condition = condition
    self.isExcluding = isExcluding
  }

  package init(_ field: String, _ values: String...) {
    self.init(field, .values(values))
  }
}

/// Both ends belong to it; an end that is nil is open.
package struct Bounds<Value: Sendable & Hashable>: Sendable, Hashable {
  package var from: Value?
  package var to: Value?

  package init(from: Value? = nil, to: Value? = nil) {
    self.from = from
    self.to = to
  }
}

package struct SortKey: Sendable, Hashable {
  package var field: String
  package var isDescending: Bool

  package init(_ field: String, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// How many rows have each value of a field, among those that the query's other clauses let through: what
/// one would get by choosing that value instead, or as well.
package struct Facet: Sendable, Equatable {
  package struct Value: Sendable, Equatable {
    package var value: String
    package var name: String
    package var count: Int
    /// Whether the query asks for it.
    package var isSelected: Bool

    package init(value: String, name: String, count: Int, isSelected: Bool) {
      self.value = value
      self.name = name
      self.count = count
      self.isSelected = isSelected
    }
  }

  package var field: String
  /// The most frequent first, then by name; at most `limit` of them, and those selected.
  package var values: [Value]

  package static let limit = 100

  package init(field: String, values: [Value]) {
    self.field = field
    self.values = values
  }

  /// - Parameter counted: all values that were counted or are selected, in any order.
  package init(field: String, counted: [Value]) {
    let sorted = counted.map { (value: $0, key: CollationKey.make($0.name)) }.sorted { left, right in
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
      return left.value.value < right.value.value
    }
    let shown = sorted.enumerated().filter { $0.offset < Self.limit || $0.element.value.isSelected }
    self.init(field: field, values: shown.map(\.element.value))
  }
}
