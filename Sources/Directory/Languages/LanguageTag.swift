/// Names of languages as the IETF writes them (BCP 47): `nb`, `en-GB`, `sr-Latn`.
package enum LanguageTag {
  /// What HTTP clients and browsers send at most.
  static let longest = 35

  /// A regular expression for a tag.
  package static let pattern = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

  /// Returns true for a language of two or three small letters, and further parts after hyphens.
  package static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count),
      language.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { (2...8).contains($0.count) && $0.allSatisfy(isLetterOrDigit) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
