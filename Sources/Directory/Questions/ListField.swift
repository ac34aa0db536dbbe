/// A field by which a list can be filtered, sorted or counted.
package struct ListField: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case values(Vocabulary)
    case number
    /// `YYYY-MM-DD`.
    case day
    /// `true` or `false`.
    case flag
    /// The scheme and the value of an identifier, `no-orgnr:974760673`.
    case identifier
    /// A text that is compared as a whole, such as a postcode.
    case code
    /// Sorts in the order of the directory's alphabet.
    case name
    /// A field that the directory defines.
    case custom(Field)
  }

  package enum Use: Sendable {
    case filter, sort, facet
    /// Filtering by all that is below a value (`Clause.Condition.under`).
    case under
  }

  package let name: String
  package let kind: Kind
  package let uses: Set<Use>
  /// Says which rows the filter selects, to follow the plural noun: members "of that kind".
  package let narrowing: String

  package init(_ field: Field) {
    var uses: Set<Use> = []
    if field.filterable { uses.insert(.filter) }
    if field.facetable { uses.insert(.facet) }
    if Field.canSort(field.valueType) { uses.insert(.sort) }
    self.init(field.path, .custom(field), uses)
  }

  init(_ name: String, _ kind: Kind, _ uses: Set<Use>, _ narrowing: String = "") {
    self.name = name
    self.kind = kind
    self.uses = uses
    self.narrowing = narrowing
  }
}
