internal import Crypto
internal import Directory
internal import HTTPCore

extension EntityTag {
  /// The tag is 128 bits of the SHA-256 of the uncompressed content. This is enough to tell any two contents
  /// apart, as RFC 9110 §8.8.3.1 requires, and the same on every loop, process and machine. That of a record
  /// is followed by its state. Compressed content is another representation and has another tag (§8.8.3.3):
  /// it ends in `.gzip`. Base64url has no dot.
  init(of content: Content) {
    self.init(of: Self.digest(of: content.bytes), state: content.state, isCompressed: false)
  }

  /// Returns the digest from which the tag of the content is made.
  static func digest(of content: [UInt8]) -> SHA256.Digest {
    var hasher = SHA256()
    unsafe content.withUnsafeBytes { bytes in unsafe hasher.update(bufferPointer: bytes) }
    return hasher.finalize()
  }

  /// - Parameters:
  ///   - digest: the digest of the uncompressed content.
  ///   - state: the state of the record that the content shows; nil if it isn't that of one record.
  init(of digest: SHA256.Digest, state: RecordState? = nil, isCompressed: Bool, isWeak: Bool = false) {
    var opaque: [UInt8] = []
    unsafe digest.withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: 16), to: &opaque)
    }
    if let state { opaque += [Byte.dot] + state.text }
    if isCompressed { opaque.append(".gzip" as StaticString) }
    self.init(opaque: opaque.span, isWeak: isWeak)
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
