/// A fault in the query.
enum ArgumentError: Error {
  case malformedQuery
  case unknownParameter(String, allowed: [String])
  case repeatedParameter(String)
  /// The filters have this many values in total.
  case tooManyValues(Int)
  /// The parameter would have no effect on the format of the response, only on `others`.
  case parameterForOtherFormat(String, Format, others: [Format], Route)
  case invalidValue(InvalidValue)
  case missingSearchText
  case missingMatchTopic
}
