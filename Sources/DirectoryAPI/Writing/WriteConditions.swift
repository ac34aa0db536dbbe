internal import HTTPCore

/// What If-Match and If-None-Match require of a record.
struct WriteConditions: Sendable {
  /// The values of the If-Match lines.
  private(set) var ifMatch: [[UInt8]] = []
  /// True for `If-None-Match: *`.
  private(set) var mustBeNew = false

  /// - Parameter tag: the value of an If-Match line.
  init(ifMatch tag: String) { ifMatch = [Array(tag.utf8)] }

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
    case .record(.replace, _), .record(.patch, _), .record(.delete, _), .record(.deletePicture, _),
      .record(.merge, _):
      guard !ifMatch.isEmpty else { throw .writing(.preconditionRequired(tag: nil)) }
    case .access(.updatePerson), .access(.removePerson):
      guard !ifMatch.isEmpty else { throw .writing(.preconditionRequired(tag: nil)) }
    case .record(.create, _), .record(.restore, _), .importing, .undoImport, .access, .backingUp: return
    // Required if there is a picture.
    case .record(.putPicture, _), .record(.addSize, _): return
    case .draftChange(.amend), .draftChange(.delete):
      guard !ifMatch.isEmpty else { throw .writing(.preconditionRequired(tag: nil)) }
    case .draftChange, .preview: return
    }
  }

  /// Reports whether If-Match is `*` or has a strong tag of the content that has `tag`: uncompressed or
  /// compressed, with a state or without.
  func matchContent(of tag: EntityTag) -> Bool {
    let content = tag.withoutState
    return ifMatch.contains { $0.span.equals(0..<$0.count, "*") } || names { $0.withoutState == content }
  }

  /// Reports whether If-Match has a strong tag with that state of the record. The client that has read
  /// another content with the same state has not missed a change of the record (decision 27).
  func match(_ state: @autoclosure () -> RecordState) -> Bool {
    guard nameStates else { return false }
    let state = state()
    return names { $0.state == state }
  }

  /// Whether a tag in If-Match has a state.
  var nameStates: Bool { names { $0.state != nil } }

  private func names(_ condition: (EntityTag) -> Bool) -> Bool {
    ifMatch.contains { line in
      let list = line.span
      return EntityTag.contains(0..<list.count, in: list) { tag, isWeak in
        !isWeak && condition(EntityTag(text: list.text(tag)))
      }
    }
  }
}
