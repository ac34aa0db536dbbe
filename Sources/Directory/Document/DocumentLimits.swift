/// How long texts may be, in Unicode scalars, as SQLite's length() counts them; the schema's checks agree.
enum DocumentLimits {
  /// DNS labels have 63, GitHub's names 100; ours go into paths.
  static let slug = 100
  static let name = 200
  static let label = 200
  /// A few paragraphs.
  static let text = 2000
  static let postcode = 20
  static let printedTelephone = 40
  /// RFC 5321 §4.5.3.1.3: a path has 256 octets, two of them brackets.
  static let email = 254
  /// ITU-T E.164: at most fifteen digits; seven is the shortest number that can be called from abroad.
  static let telephoneDigits = 7...15
  static let copyrightYear = 1900...2999
  /// Twice the world's.
  static let population = 0...20_000_000_000
}
