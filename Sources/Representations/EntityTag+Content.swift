package import Crypto
internal import Directory
package import HTTPCore

extension EntityTag {
  /// Returns the digest from which the tag of the content is made.
  package static func digest(of content: [UInt8]) -> SHA256.Digest {
    var hasher = SHA256()
    unsafe content.withUnsafeBytes { bytes in unsafe hasher.update(bufferPointer: bytes) }
    return hasher.finalize()
  }

  /// The tag is 128 bits of the SHA-256 of the uncompressed content. This is enough to tell any two contents
  /// apart, as RFC 9110 §8.8.3.1 requires, and the same on every loop, process and machine. That of a record
  /// is followed by its state. Compressed content is another representation and has another tag (§8.8.3.3):
  /// it ends in `.gzip`. Base64url has no dot.
  ///
  /// - Parameters:
  ///   - digest: the digest of the uncompressed content.
  ///   - state: the text of the state of the record that the content shows; nil if it isn't that of one
  ///     record.
  package init(of digest: SHA256.Digest, state: [UInt8]? = nil, isCompressed: Bool, isWeak: Bool = false) {
    var opaque: [UInt8] = []
    unsafe digest.withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: 16), to: &opaque)
    }
    if let state { opaque += [Byte.dot] + state }
    if isCompressed { opaque.append(".gzip" as StaticString) }
    self.init(opaque: opaque.span, isWeak: isWeak)
  }
}
