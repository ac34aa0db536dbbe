/// A reason why the resource has no representation that the request accepts, or isn't in the state that it
/// requires.
enum NegotiationError: Error {
  /// `suffix` is the format that the path names; nil if Accept excludes all of `offers`.
  case notAcceptable(offers: [Format], suffix: Format?)
  /// The suffix of the path isn't the name of any format.
  case noSuchFormat(String, Route)
  case codingNotAcceptable
  case preconditionFailed
  /// No byte of the range exists. The content has `length` bytes.
  case rangeNotSatisfiable(length: Int)
}
