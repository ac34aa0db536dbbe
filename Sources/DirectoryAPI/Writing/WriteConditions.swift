internal import HTTPCore

/// What If-Match and If-None-Match require of a record.
struct WriteConditions: Sendable {
  /// The values of the If-Match lines.
  private(set) var ifMatch: [[UInt8]] = []
  /// True for `If-None-Match: *`.
  private(set) var mustBeNew = false

  init(_ head: RequestHead, in bytes: Span<UInt8>) {
    for field in head.fields {
      if field.known == .ifMatch { ifMatch.append(bytes.array(field.value)) }
      if field.known == .ifNoneMatch, bytes.equals(field.value, "*") { mustBeNew = true }
    }
  }

  /// True for `If-Match: *`.
  var matchAny: Bool { ifMatch.contains([Byte.asterisk]) }

  /// Throws if the write needs If-Match and has none. A restore needs it only if the record exists.
  func check(for operation: WriteMethod.Operation) throws(APIError) {
    switch operation {
    case .record(.replace, _) where mustBeNew: return
    case .record(.replace, _), .record(.patch, _), .record(.delete, _):
      guard !ifMatch.isEmpty else { throw .writing(.preconditionRequired) }
    case .record(.create, _), .record(.restore, _), .importing, .undoImport: return
    }
  }

  /// Returns true if If-Match has the tag of `content`, as it is or compressed: both name the same state of
  /// the record.
  func match(_ content: [UInt8]) -> Bool {
    // Most clients send the tag of the uncompressed content.
    [false, true].contains { isCompressed in
      let tag = EntityTag(of: content, isCompressed: isCompressed)
      return ifMatch.contains { tag.matches(0..<$0.count, in: $0.span, .strong) }
    }
  }
}
