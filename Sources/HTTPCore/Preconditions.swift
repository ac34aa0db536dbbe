/// Conditional requests (RFC 9110 §13), evaluated in the order of §13.2.2.
package enum Preconditions {
  package enum Verdict: Sendable, Equatable { case proceed, notModified, failed }

  /// `tag` and `modified` (seconds since 1970) are of the selected representation; nil where it has none.
  /// `exists` is false where there is no current representation at all.
  package static func evaluate(
    _ head: RequestHead, in bytes: Span<UInt8>, tag: EntityTag?, modified: Int64?, exists: Bool = true,
    now: Int64
  ) -> Verdict {
    let isRead = head.method.isRead
    if head.first(.ifMatch) != nil {
      guard matches(head, .ifMatch, in: bytes, tag: tag, exists: exists, .strong) else { return .failed }
    } else if let since = date(head, .ifUnmodifiedSince, in: bytes, now: now), let modified {
      guard modified <= since else { return .failed }
    }
    if head.first(.ifNoneMatch) != nil {
      if matches(head, .ifNoneMatch, in: bytes, tag: tag, exists: exists, .weak) {
        return isRead ? .notModified : .failed
      }
    } else if isRead, let since = date(head, .ifModifiedSince, in: bytes, now: now), let modified {
      if modified <= since { return .notModified }
    }
    return .proceed
  }

  /// If-Range (RFC 9110 §13.1.5): whether a Range may be honoured. A weak tag or a date that is not exactly
  /// the modification date asks for the whole representation.
  package static func allowsRange(
    _ head: RequestHead, in bytes: Span<UInt8>, tag: EntityTag?, modified: Int64?, now: Int64
  ) -> Bool {
    guard let value = head.first(.ifRange) else { return true }
    if value.first.map({
      bytes[$0] == Byte.quote || bytes[$0] == 0x57 && value.count > 2 && bytes[$0 + 1] == Byte.slash
    }) == true {
      return !bytes.equals(value, "*") && tag?.matches(value, in: bytes, .strong) == true
    }
    return modified != nil && HTTPDate.parse(value, in: bytes, now: now) == modified
  }

  private static func matches(
    _ head: RequestHead, _ name: FieldName, in bytes: Span<UInt8>, tag: EntityTag?, exists: Bool,
    _ comparison: EntityTag.Comparison
  ) -> Bool {
    for field in head.fields where field.known == name {
      if bytes.equals(field.value, "*") { return exists }
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
