internal import Directory
internal import HTTPCore

/// Returns the problem of each error. Errors are converted to responses only in this folder.
///
/// The switches name each case, so a new error doesn't compile until it has a problem. A test checks that no
/// file of this folder has a `default:`.
struct ProblemTable {
  /// Seconds to wait for a lock, which is usually held for milliseconds.
  static let retrySoon = "1"
  /// Seconds to wait after a failure that needs a person or a restart.
  static let retryLater = "10"

  let suggestions: Suggestions

  /// Returns the problem of `error`. `route` is the route of the request, if it was found: its parameters say
  /// which values are allowed.
  func entry(for error: APIError, on route: Route?) -> ProblemEntry {
    switch error {
    case .routing(let error): routing(error)
    case .argument(let error): argument(error, on: route)
    case .negotiation(let error): negotiation(error, on: route)
    case .lookup(let error): lookup(error)
    case .access(let error, _): access(error)
    case .writing(let error): writing(error)
    case .directory(let error): directory(error, on: route)
    case .longQuery(let error): longQuery(error)
    case .office(let error): office(error)
    case .compression(let message):
      ProblemEntry(
        .serviceUnavailable, "compression-failed",
        "The response could not be compressed. Ask for it with Accept-Encoding: identity."
      ).sending("Retry-After", Self.retrySoon).logging(message)
    }
  }

  /// Returns the problem of a message that the transport refuses.
  static func entry(for error: RequestError) -> ProblemEntry {
    let entry = ProblemEntry(Problem(error))
    return error.status == .serviceUnavailable ? entry.sending("Retry-After", retrySoon) : entry
  }
}

/// Pieces of the texts.
extension ProblemTable {
  static func hint(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; perhaps \(nearest.joined(separator: " or "))"
  }

  static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  static func quoted(_ text: String) -> String { "'\(text)'" }
}
