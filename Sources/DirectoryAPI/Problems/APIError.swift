internal import Directory
internal import HTTPCore

/// Why a request gets no ordinary answer. `ProblemTable` gives each its response.
enum APIError: Error {
  // The request line.
  case unknownMethod
  case methodNotAllowed(MethodSet)
  case malformedPath
  case noSuchPath(String)

  // The query.
  case malformedQuery
  case unknownParameter(String, allowed: [String])
  case repeatedParameter(String)
  /// Of all filters together.
  case tooManyValues(Int)
  /// It says nothing about the format that was asked for.
  case parameterForOtherFormat(String, Format, others: [Format], Route)
  case argument(ArgumentFault)
  case search(SearchFault)
  case matchWithoutTopic

  // The write, and who writes.
  case writing(WritingFault)
  /// The same, but told after a while.
  case slowed(WritingFault, milliseconds: Int)

  // The fields.
  case notAcceptable(offers: [Format], suffix: Format?)
  /// A suffix that names no format at all.
  case noSuchFormat(String, Route)
  case codingNotAcceptable
  case preconditionFailed

  // The directory.
  case noSuch(DirectoryList, String)
  /// It was there once: what became of it, and where its successors are.
  case former(FormerSlug, DirectoryList)
  case organisationNotStated
  case noSuchProblem(String)
  case directory(DirectoryError)
  /// The compressor gave up; the text is for the log.
  case compression(String)
}
