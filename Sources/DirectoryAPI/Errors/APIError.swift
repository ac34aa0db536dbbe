internal import Directory

/// A reason why the response to a request is a problem.
///
/// Each group has a file with its cases, and a file ProblemTable+….swift with the problem of each.
enum APIError: Error {
  case routing(RoutingError)
  case argument(ArgumentError)
  case negotiation(NegotiationError)
  case lookup(LookupError)
  /// If `heldMilliseconds` is set, the response is sent after that time, because the client has tried several
  /// wrong tokens.
  case access(AccessError, heldMilliseconds: Int = 0)
  case writing(WritingError)
  case directory(DirectoryError)
  case longQuery(LongQueryError)
  case office(BackOfficeError)
  /// The compression has failed; the text is for the log.
  case compression(String)
}

extension APIError {
  /// Runs `body`, and throws its error as an `APIError`.
  static func wrapping<Result>(
    _ body: () throws(DirectoryError) -> Result
  ) throws(APIError) -> Result {
    do { return try body() } catch { throw .directory(error) }
  }
}
