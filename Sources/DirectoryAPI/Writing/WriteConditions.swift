internal import HTTPCore

/// What If-Match and If-None-Match ask of a record.
struct WriteConditions: Sendable {
  /// The values of the field's lines.
  var ifMatch: [[UInt8]] = []
  /// If-None-Match: *.
  var mustBeNew = false

  /// If-Match: *.
  var matchAny: Bool { ifMatch.contains([Byte.asterisk]) }

  /// Gzip's tag names the same state of the record.
  func match(_ content: [UInt8]) -> Bool {
    // Most show the one of the plain content.
    [false, true].contains { isCompressed in
      let tag = EntityTag(of: content, isCompressed: isCompressed)
      return ifMatch.contains { tag.matches(0..<$0.count, in: $0.span, .strong) }
    }
  }
}
