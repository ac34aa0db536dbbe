/// The largest sizes of what a document may contain. Texts are measured in Unicode scalars. A store may check
/// its rows against the same limits, but not against lower ones.
enum DocumentLimits {
  /// A DNS label has at most 63, a GitHub name 100; slugs become part of paths.
  static let slug = 100
  static let name = 200
  static let label = 200
  /// A few paragraphs.
  static let text = 2000
  /// Some pages, for the text about a member.
  static let longText = 20_000
  /// The same limit as HTTP clients and search engines have for a URL.
  static let url = 2_000
  /// More than a member has of links, names or identifiers.
  static let listed = 50
  static let identifier = 100
  /// Twice as long as the codes of ISO 3166-2 and of national statistics.
  static let areaCode = 20
  static let year = 1000...2999
  /// A long sentence. Screen readers read it whole.
  static let alternativeText = 500
  /// As many pixels as an upload may have on a side.
  static let pictureSide = 1...8_192
  /// The largest upload that a setting may allow.
  static let pictureBytes = 1...67_108_864
  static let postcode = 20
  /// Enough to leave room between any two kinds.
  static let order = 0...1_000_000
  static let printedTelephone = 40
  /// RFC 5321 §4.5.3.1.3 allows a path 256 bytes, of which two are brackets.
  static let email = 254
  /// ITU-T E.164 allows at most fifteen digits; seven is the shortest number that can be called from abroad.
  static let telephoneDigits = 7...15
  static let copyrightYear = 1900...2999
  /// Twice the population of the world.
  static let population = 0...20_000_000_000
}
