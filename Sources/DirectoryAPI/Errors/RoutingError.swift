internal import HTTPCore

/// A fault in the request line: in its method or its path.
enum RoutingError: Error {
  case unknownMethod
  /// The resource supports these methods only.
  case methodNotAllowed(MethodSet)
  case malformedPath
  case noSuchPath(String)
}
