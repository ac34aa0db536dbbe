internal import Crypto
internal import Directory
internal import HTTPCore

extension EntityTag {
  /// 128 bits of SHA-256 over the content as it is: enough that no two ever meet (RFC 9110 §8.8.3.1 asks for
  /// no more than that), and the same on every loop, process and machine. Gzip is another representation and
  /// has a tag of its own (§8.8.3.3); a dot is not in base64url, so the two cannot meet either.
  init(of content: [UInt8], isCompressed: Bool = false) {
    var hasher = SHA256()
    unsafe content.withUnsafeBytes { octets in unsafe hasher.update(bufferPointer: octets) }
    var opaque: [UInt8] = []
    unsafe hasher.finalize().withUnsafeBytes { digest in
      Base64URL.append(unsafe digest.bytes.extracting(first: 16), to: &opaque)
    }
    if isCompressed { opaque.append(".gzip" as StaticString) }
    self.init(opaque: opaque.span)
  }
}
