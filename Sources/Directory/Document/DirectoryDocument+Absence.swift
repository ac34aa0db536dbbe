extension DirectoryDocument.Member {
  /// Returns the day that makes it no member on another day: the day on which it had left, or that on which
  /// it will join. Returns nil if it is a member on that day. Days are compared as texts, `2021-01-31`.
  package func absence(on today: String) -> String? {
    if let left, left <= today { return left }
    if let joined, joined > today { return joined }
    return nil
  }
}
