internal import Crypto
internal import Directory

/// The secret in the address of a preview: 256 random bits. Only its digest is kept.
enum PreviewSecret {
  /// The log shows nothing of what follows `mdt_`, by which tokens begin too.
  private static let prefix = "mdt_preview_"
  private static let length = 32

  static func make() -> String {
    // SystemRandomNumberGenerator is getrandom(2) here.
    var generator = SystemRandomNumberGenerator()
    return prefix
      + Base64URL.encode((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// Returns nil if the text can't be a secret.
  static func digest(_ text: String) -> [UInt8]? {
    guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 43 else { return nil }
    return Array(SHA256.hash(data: Array(text.utf8)))
  }
}
