/// A condition on one field of a row.
package struct Clause: Sendable, Hashable {
  /// The field must meet one of the alternatives.
  package enum Condition: Sendable, Hashable {
    /// Slugs. A reader throws `DirectoryError.unknownValue` for one that doesn't exist, rather than return an
    /// empty page.
    case values([String])
    /// Slugs of a tree, as in `values`. A value that is below one of them, at any depth, is an alternative
    /// too.
    case under([String])
    case numbers([Bounds<Int64>])
    /// Days, `YYYY-MM-DD`.
    case days([Bounds<String>])
    /// A place in the circle.
    case near(Circle)
  }

  package var field: String
  package var condition: Condition
  /// True to select the other rows, which include those without a value.
  package var isExcluding: Bool

  package init(_ field: String, _ condition: Condition, isExcluding: Bool = false) {
    self.field = field
    self.condition = condition
    self.isExcluding = isExcluding
  }

  package init(_ field: String, _ values: String...) {
    self.init(field, .values(values))
  }

  /// The slugs that the condition names; none for a range.
  package var slugs: [String] {
    switch condition {
    case .values(let slugs), .under(let slugs): slugs
    case .numbers, .days, .near: []
    }
  }
}

/// A range that includes both ends; an end that is nil is open.
package struct Bounds<Value: Sendable & Hashable>: Sendable, Hashable {
  package var from: Value?
  package var to: Value?

  package init(from: Value? = nil, to: Value? = nil) {
    self.from = from
    self.to = to
  }
}
