private import Crypto
package import OperatingSystem

/// Computes the SHA-256 of a file, as `sha256sum` prints it.
package enum FileDigest {
  private static let pieceLength = 1 << 20

  /// Returns 64 lower-case hexadecimal digits.
  package static func sha256(ofFileAt path: String) throws(FileError) -> String {
    var hash = SHA256()
    try readFile(path, pieceLength: pieceLength) { piece in
      unsafe piece.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    }
    return hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }

  /// Returns the 32 bytes of the digest.
  package static func sha256(of bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
