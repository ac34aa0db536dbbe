extension StaticString {
  /// Compares without making Strings.
  package static func == (left: StaticString, right: StaticString) -> Bool {
    guard left.utf8CodeUnitCount == right.utf8CodeUnitCount else { return false }
    for offset in 0..<left.utf8CodeUnitCount {
      guard unsafe left.utf8Start[offset] == right.utf8Start[offset] else { return false }
    }
    return true
  }
}
