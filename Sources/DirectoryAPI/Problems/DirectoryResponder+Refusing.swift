package import Directory
package import HTTPCore

extension DirectoryResponder {
  /// Returns the reply to a request that cannot be served.
  func refuse(
    _ error: APIError, _ head: RequestHead, in bytes: Span<UInt8>, on route: Route? = nil, id: RequestID
  ) -> Reply {
    refuse(error, with: problems.entry(for: error, on: route), head, id: id)
  }

  func refuse(_ error: APIError, with entry: ProblemEntry, _ head: RequestHead, id: RequestID) -> Reply {
    entry.log(about: "request \(id.text)", to: settings)
    if case .access(_, let milliseconds) = error, milliseconds > 0 {
      return .delayed(entry.response, milliseconds: milliseconds)
    }
    return .stored(StoredResponse(entry.response), head.method.isHead ? .headOnly : .whole)
  }

  /// Returns the response to a request that no worker could answer.
  package static func refusal(
    _ error: DirectoryError, about id: RequestID, settings: APISettings
  ) -> Response {
    refusal(.directory(error), about: "request \(id.text)", settings: settings)
  }

  /// Returns the response to a request whose handler runs on another thread.
  ///
  /// - Parameters:
  ///   - reader: for suggestions; nil if the directory could not be read.
  ///   - subject: what the message in the log is about.
  static func refusal(
    _ error: APIError, on route: Route? = nil, reader: (any DirectoryReader)? = nil, about subject: String,
    settings: APISettings
  ) -> Response {
    let entry = ProblemTable(suggestions: Suggestions(reader: reader)).entry(for: error, on: route)
    entry.log(about: subject, to: settings)
    return entry.response
  }
}
