extension RequestHead {
  /// Returns the language that the client prefers among those that are offered, or nil if it names none of
  /// them. A longer tag also asks for the language that it begins with: `nb-NO` for `nb` (RFC 4647 §3.4).
  ///
  /// - Parameter offered: pairs of a tag in lower case and the language that it names. The first of equals
  ///   wins.
  package func preferredLanguage<Language>(
    among offered: [(tag: StaticString, language: Language)], in bytes: Span<UInt8>
  ) -> Language? {
    var best: (language: Language, weight: Int)?
    for field in fields where field.known == .acceptLanguage {
      QualityList.forEach(field.value, in: bytes) { name, weight in
        guard weight > (best?.weight ?? 0) else { return }
        for (tag, language) in offered where Self.asks(name, for: tag, in: bytes) {
          best = (language, weight)
          return
        }
      }
    }
    return best?.language
  }

  private static func asks(_ name: Range<Int>, for tag: StaticString, in bytes: Span<UInt8>) -> Bool {
    let length = tag.utf8CodeUnitCount
    guard name.count >= length, name.count == length || bytes[name.lowerBound + length] == 0x2D else {
      return false
    }
    return bytes.equalsIgnoringCase(name.lowerBound..<name.lowerBound + length, tag)
  }
}
