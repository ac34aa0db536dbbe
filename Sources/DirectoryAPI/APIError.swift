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
  case invalidLimit(String)
  case search(SearchFault)

  // The fields.
  case notAcceptable(offers: [MediaType])
  case codingNotAcceptable
  case preconditionFailed

  // The directory.
  case noSuch(Collection, String)
  case organisationNotStated
  case directory(DirectoryError)
  /// The compressor gave up; the text is for the log.
  case compression(String)
}

/// The lists whose items have a resource of their own.
enum Collection: String, Sendable, CaseIterable {
  case members, topics, contacts, offices

  var singular: String {
    switch self {
    case .members: "member"
    case .topics: "topic"
    case .contacts: "contact"
    case .offices: "office"
    }
  }
}
