internal import Crypto
internal import Directory
internal import HTTPCore

extension EntityTag {
  /// The tag is 128 bits of the SHA-256 of the uncompressed content. This is enough to tell any two contents
  /// apart, as RFC 9110 §8.8.3.1 requires, and the same on every loop, process and machine. Compressed
  /// content is another representation and has another tag (§8.8.3.3): it ends in `.gzip`, and base64url has
  /// no dot.
  init(of content: [UInt8], isCompressed: Bool = false) {
    var hasher = SHA256()
    unsafe content.withUnsafeBytes { bytes in unsafe hasher.update(bufferPointer: bytes) }
    self.init(of: hasher.finalize(), isCompressed: isCompressed)
  }

  /// - Parameter digest: the digest of the uncompressed content.
  init(of digest: SHA256.Digest, isCompressed: Bool, isWeak: Bool = false) {
    var opaque: [UInt8] = []
    unsafe digest.withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: 16), to: &opaque)
    }
    if isCompressed { opaque.append(".gzip" as StaticString) }
    self.init(opaque: opaque.span, isWeak: isWeak)
  }
}
