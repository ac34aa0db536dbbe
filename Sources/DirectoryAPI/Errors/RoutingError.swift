internal import HTTPCore

/// What is wrong with the request line: its method or its path.
enum RoutingError: Error {
  case unknownMethod
  /// The resource supports these methods only.
  case methodNotAllowed(MethodSet)
  case malformedPath
  case noSuchPath(String)
}
