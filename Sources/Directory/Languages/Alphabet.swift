/// The order of letters by which lists are sorted.
package enum Alphabet: String, Sendable, CaseIterable {
  /// … z æ ø å, with aa as å: Norwegian and Danish.
  case norwegian = "nb"
  /// … z å ä ö: Swedish and Finnish.
  case swedish = "sv"
  /// ä, ö and ü as a, o and u with an accent.
  case german = "de"
  /// All letters with marks as the letters without.
  case english = "en"

  /// The letters by which a long list is divided.
  package var letters: [String] {
    let common = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
    return switch self {
    case .norwegian: common + ["Æ", "Ø", "Å"]
    case .swedish: common + ["Å", "Ä", "Ö"]
    case .german, .english: common
    }
  }

  /// The alphabet of each language that is known.
  private static let ofLanguages: [String: Alphabet] = [
    "nb": .norwegian, "nn": .norwegian, "no": .norwegian, "da": .norwegian, "sv": .swedish, "fi": .swedish,
    "de": .german, "en": .english,
  ]

  /// The languages whose alphabets are known.
  package static let languages = ofLanguages.keys.sorted()

  /// Returns the alphabet of a language, `en-GB` as `en`; nil if it isn't known.
  package init?(language tag: String) {
    let language = tag.prefix { $0 != "-" }
    guard let alphabet = Self.ofLanguages[String(language)] else { return nil }
    self = alphabet
  }

  /// The alphabet of a directory: that of its collation, or else of its default language, or else the one
  /// that all directories had before there were others.
  package init(collation: String?, languages: [String]) {
    self =
      collation.flatMap { Alphabet(language: $0) } ?? languages.first.flatMap { Alphabet(language: $0) }
      ?? .norwegian
  }
}

extension Organisation {
  package var alphabet: Alphabet { Alphabet(collation: collation, languages: languages) }
}
