internal import HTTPCore
internal import Representations

/// The state of a record in the tag of its representation.
extension EntityTag {
  init(of content: Content) {
    self.init(of: Self.digest(of: content.bytes), state: content.state?.text, isCompressed: false)
  }

  /// The tag of the same content compressed with gzip, if this is the tag of uncompressed content.
  var ofCompressedContent: EntityTag { EntityTag(opaque: opaque + ".gzip") }

  /// The tag that the same uncompressed content has without a state.
  var withoutState: EntityTag { EntityTag(opaque: String(opaque.prefix { $0 != "." })) }

  /// - Parameter text: the text of a strong tag.
  init(text: String) { self.init(opaque: String(text.dropFirst().dropLast())) }

  /// The state of the record whose representation has this tag; nil if the tag doesn't have one.
  var state: RecordState? {
    let parts = opaque.split(separator: ".")
    guard parts.count > 1 else { return nil }
    return RecordState(text: Array(parts[1].utf8))
  }

  private var opaque: Substring { text.dropFirst().dropLast() }
}
