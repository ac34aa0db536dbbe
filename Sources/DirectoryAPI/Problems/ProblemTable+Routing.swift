internal import HTTPCore

extension ProblemTable {
  func routing(_ error: RoutingError) -> ProblemEntry {
    switch error {
    case .unknownMethod:
      return ProblemEntry(
        .notImplemented, "unknown-method",
        "This server doesn't support this method. It supports \(Routes.allMethods.allow).")
    case .methodNotAllowed(let methods):
      return ProblemEntry(
        .methodNotAllowed, "method-not-allowed", "This resource supports \(methods.allow)."
      ).sending("Allow", methods.allow)
    case .malformedPath:
      return ProblemEntry(
        .badRequest, "malformed-path",
        "A path must be percent-encoded UTF-8 without NUL, and .. must not lead above its root. "
          + "These characters must be encoded too: \" < > \\ ^ ` { | }")
    case .noSuchPath(let path):
      let nearest = suggestions.paths(near: path)
      let entry = ProblemEntry(
        .notFound, "unknown-path",
        "There is no resource at \(path)\(Self.hint(nearest)). GET / lists all resources."
      ).with("nearest", nearest)
      return nearest.first.map { entry.correcting(.path($0)) } ?? entry
    }
  }
}
