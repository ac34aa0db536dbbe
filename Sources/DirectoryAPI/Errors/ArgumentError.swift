/// A fault in the query.
enum ArgumentError: Error {
  case malformedQuery
  /// The query has this many parameters.
  case tooManyParameters(Int)
  /// The link to the next page would repeat the query, and has no room in the head of a response.
  case queryTooLongForPages
  case unknownParameter(String, allowed: [String])
  case repeatedParameter(String)
  /// The filters have this many values in total.
  case tooManyValues(Int)
  /// The parameter would have no effect on the format of the response, only on `others`.
  case parameterForOtherFormat(String, Format, others: [Format], Route)
  /// The parameter is about the rows or the columns of a table, and the content isn't a table.
  case parameterForTables(String)
  /// `fields` names fields of records that the answer doesn't include, besides these fields of the item.
  case fieldsNotIncluded([IncludedField], own: [String]?, Format)
  case invalidValue(InvalidValue)
  case missingSearchText
  case missingMatchTopic
  /// The client asks for a language, but the directory declares none.
  case noLanguages(String)
}
