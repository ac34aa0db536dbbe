/// A parameter's value that cannot be used.
struct InvalidValue: Error {
  enum Reason: Error {
    case unknown(among: [String])
    /// One of several names in the value is unknown.
    case unknownName(String, among: [String])
    case noNumber(String)
    /// The text isn't a decimal number, or isn't one that a field may have.
    case noDecimal(String)
    case noDay(String)
    /// The parameter takes one day, not a month or a range.
    case noSingleDay(String)
    /// The range ends before it begins.
    case backwards(String)
    case noLimit(ClosedRange<Int>)
    case noPlace
    /// A distance isn't a number of kilometres.
    case noDistance
    /// The request states a distance and no place.
    case noNear
    /// The text isn't the scheme and the value of an identifier.
    case noIdentifier(String)
    case notWhole
    /// The value doesn't have the form column=field.
    case notColumnAndField
    case noCursor
    /// The text of a search has too many characters or words.
    case searchTooLong
  }

  let parameter: String
  let value: String
  let reason: Reason
}
