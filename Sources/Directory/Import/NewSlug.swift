/// Makes the slug of a new record that has none from its name.
package enum NewSlug {
  /// Returns a slug that no record of the type has, nor a draft, a former slug or a deleted record: that of
  /// the name, or the same with a number after it. A name without Latin letters becomes `member-1` and so on.
  package static func make(
    of type: RecordType, from name: String, with editor: RecordEditor
  ) throws(DirectoryError) -> String {
    let words = words(of: name)
    let base = words.isEmpty ? type.rawValue : words
    if !words.isEmpty, try isFree(RecordKey(type, base), editor) { return base }
    var number = words.isEmpty ? 1 : 2
    while true {
      let suffix = "-\(number)"
      let slug = shortened(base, to: DocumentLimits.slug - suffix.utf8.count) + suffix
      if try isFree(RecordKey(type, slug), editor) { return slug }
      number += 1
    }
  }

  /// Returns the words of a name, as the slugs of the shipped directory have them: `Ås kommune` is
  /// `as-kommune`. Returns an empty text for a name without Latin letters and digits.
  package static func words(of name: String) -> String {
    let letters = NearestValues.fold(name).map { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? byte : UInt8(ascii: "-")
    }
    let words = letters.split(separator: UInt8(ascii: "-"))
    return shortened(words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-"))
  }

  /// Returns the name of something that states only its slug: `choral-music` is `Choral music`.
  package static func name(from slug: String) -> String {
    slug.prefix(1).uppercased() + slug.dropFirst().map { $0 == "-" ? " " : $0 }
  }

  private static func shortened(_ slug: String, to limit: Int = DocumentLimits.slug) -> String {
    var slug = String(slug.prefix(limit))
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug
  }

  private static func isFree(_ key: RecordKey, _ editor: RecordEditor) throws(DirectoryError) -> Bool {
    // The history of a deleted record isn't that of another one.
    guard try editor.stored(key) == nil, try !editor.hasHistory(of: key) else { return false }
    if let other = key.otherArea {
      guard try editor.stored(other) == nil, try !editor.hasHistory(of: other) else { return false }
    }
    guard let kind = FormerSlug.Kind(rawValue: key.type.rawValue) else { return true }
    return try editor.former(kind, slug: key.slug) == nil
  }
}
