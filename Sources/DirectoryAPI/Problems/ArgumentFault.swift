/// What is wrong with the value of a parameter, and what would be right.
struct ArgumentFault: Error {
  enum Reason: Error {
    case unknown(among: [String])
    /// One of several names in the value.
    case unknownName(String, among: [String])
    case noNumber(String)
    case noDay(String)
    /// Where a day is wanted, and neither a month nor a range.
    case noSingleDay(String)
    /// It ends before it begins.
    case backwards(String)
    case noLimit(maximum: Int)
    case notWhole
    case noCursor
    case search(SearchFault)
  }

  let parameter: String
  let value: String
  let reason: Reason
}
