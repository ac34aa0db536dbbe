/// The preconditions of a request (RFC 9110 §13).
package enum Preconditions {
  package enum Verdict: Sendable, Equatable { case proceed, notModified, failed }

  /// Evaluates the preconditions in the order of RFC 9110 §13.2.2. `tag` and `modified` (seconds since 1970)
  /// are those of the selected representation, or nil.
  package static func evaluate(
    _ head: RequestHead, in bytes: Span<UInt8>, tag: EntityTag?, modified: Int64?, now: Int64
  ) -> Verdict {
    let isRead = head.method.isRead
    if head.first(.ifMatch) != nil {
      guard matches(head, .ifMatch, in: bytes, tag: tag, .strong) else { return .failed }
    } else if let since = date(head, .ifUnmodifiedSince, in: bytes, now: now), let modified {
      guard modified <= since else { return .failed }
    }
    if head.first(.ifNoneMatch) != nil {
      if matches(head, .ifNoneMatch, in: bytes, tag: tag, .weak) {
        return isRead ? .notModified : .failed
      }
    } else if isRead, let since = date(head, .ifModifiedSince, in: bytes, now: now), let modified {
      if modified <= since { return .notModified }
    }
    return .proceed
  }

  private static func matches(
    _ head: RequestHead, _ name: FieldName, in bytes: Span<UInt8>, tag: EntityTag?,
    _ comparison: EntityTag.Comparison
  ) -> Bool {
    for field in head.fields where field.known == name {
      if bytes.equals(field.value, "*") { return true }
      if let tag, tag.matches(field.value, in: bytes, comparison) { return true }
    }
    return false
  }

  private static func date(
    _ head: RequestHead, _ name: FieldName, in bytes: Span<UInt8>, now: Int64
  ) -> Int64? {
    head.first(name).flatMap { HTTPDate.parse($0, in: bytes, now: now) }
  }
}
