private import Crypto
private import Glibc

/// The SHA-256 of a file, as `sha256sum` prints it.
package enum FileDigest {
  private static let pieceLength = 1 << 20

  /// 64 lower-case hexadecimal digits; nil where the file cannot be read, with the reason in `errno`.
  package static func sha256(ofFileAt path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var hash = SHA256()
    var piece = [UInt8](repeating: 0, count: pieceLength)
    while true {
      let count = unsafe read(descriptor, &piece, piece.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      unsafe piece.withUnsafeBytes {
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
    }
    return hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
