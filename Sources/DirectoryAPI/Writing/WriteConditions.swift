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

  /// Throws if the write needs If-Match and has none. A restore needs it only if the record exists.
  func check(for operation: WriteMethod.Operation) throws(APIError) {
    switch operation {
    case .record(.replace, _) where mustBeNew: return
    case .record(.replace, _), .record(.patch, _), .record(.delete, _):
      guard !ifMatch.isEmpty else { throw .writing(.preconditionRequired(tag: nil)) }
    case .record(.create, _), .record(.restore, _), .importing, .undoImport: return
    }
  }

  /// Returns true if If-Match is `*` or names the same state of the record as the tag: by the tag of the
  /// uncompressed content, by that of the compressed content, by those that the same content has without a
  /// token, or by that of another content with the same state. The client that has read such a content has
  /// not missed a change of the record (decision 27).
  func match(_ tag: EntityTag) -> Bool {
    // Most clients send the tag of the uncompressed content.
    let plain = tag.withoutState
    return [tag, tag.ofCompressedContent, plain, plain.ofCompressedContent].contains { tag in
      ifMatch.contains { tag.matches(0..<$0.count, in: $0.span, .strong) }
    } || tag.state.map(names) ?? false
  }

  private func names(_ state: RecordState) -> Bool {
    ifMatch.contains { line in
      let list = line.span
      return EntityTag.contains(0..<list.count, in: list) { tag, isWeak in
        !isWeak && EntityTag(text: list.text(tag)).state == state
      }
    }
  }
}
