internal import Crypto
internal import Directory

/// The text of a token: 256 random bits. Only its digest is stored.
package enum TokenSecret {
  private static let length = 32
  /// The prefix by which people and secret scanners recognize a token.
  private static let prefix = "mdt_"
  /// 43 characters of base64url carry 256 bits.
  static let textLength = prefix.utf8.count + 43

  package static func make() -> String {
    // SystemRandomNumberGenerator is getrandom(2) here.
    var generator = SystemRandomNumberGenerator()
    return prefix
      + Base64URL.encode((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  package static func digest(_ text: some Sequence<UInt8>) -> [UInt8] {
    Array(SHA256.hash(data: Array(text)))
  }

  /// Compares in a time that does not depend on where the two differ.
  static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(one, other) { difference |= left ^ right }
    return difference == 0
  }
}
