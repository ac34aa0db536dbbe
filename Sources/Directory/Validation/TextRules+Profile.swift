/// Rules for the form of values in a member's profile.
extension TextRules {
  /// Returns true for the address of a web page: a scheme, a host of at least two labels, perhaps a port, and
  /// what follows. A name and a password before the host are refused, because they make one host look like
  /// another. Letters beyond ASCII are accepted, as browsers show them (RFC 3987).
  static func isURL(_ text: String) -> Bool {
    guard isNormalized(text), !holdsControlCharacter(text), let scheme = scheme(of: text) else {
      return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && !#""<>[\]^`{|}"#.unicodeScalars.contains(scalar)
    }
    guard isPlain, escapesAreWhole(rest) else { return false }
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    let parts = authority.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, !authority.contains(UInt8(ascii: "@")) else { return false }
    if parts.count == 2 {
      guard parts[1].allSatisfy({ (0x30...0x39).contains($0) }), parts[1].count <= 5,
        let port = Int(String(decoding: parts[1], as: UTF8.self)), (1...65_535).contains(port)
      else { return false }
    }
    let labels = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy(isHostLabel)
  }

  /// Returns the scheme with what follows it. Its case makes no difference (RFC 3986 §3.1).
  private static func scheme(of text: String) -> String? {
    ["https://", "http://"].first { scheme in
      text.prefix(scheme.count).lowercased() == scheme
    }
  }

  /// Returns false if a percent sign isn't followed by two hexadecimal digits (RFC 3986 §2.1).
  private static func escapesAreWhole(_ text: Substring.UTF8View) -> Bool {
    text.indices.allSatisfy { index in
      guard text[index] == UInt8(ascii: "%") else { return true }
      let digits = text[index...].dropFirst().prefix(2)
      return digits.count == 2 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
  }

  private static func isHostLabel(_ label: Substring.UTF8View) -> Bool {
    (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
      && label.allSatisfy { byte in
        byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }

  /// Returns true for nine digits of which the last is the check digit of the others: the sum of all, each
  /// multiplied by its weight, is divisible by 11.
  static func isNorwegianOrganisation(_ text: String) -> Bool {
    let weights = [3, 2, 7, 6, 5, 4, 3, 2, 1]
    let digits = text.utf8.compactMap { (0x30...0x39).contains($0) ? Int($0 - 0x30) : nil }
    guard digits.count == weights.count, text.utf8.count == weights.count else { return false }
    return zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }.isMultiple(of: 11)
  }
}
