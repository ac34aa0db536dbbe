@_spi(_Unicode) import Swift

/// Makes keys whose bytes compare as an alphabet orders the texts. In the Norwegian one that is … z æ ø å,
/// with `aa` as å, ä as æ, ö as ø, ü as y, and each Sámi letter after the Latin one that it resembles.
///
/// A key has three levels, as in Unicode Technical Standard 10, separated by a byte that is lower than any
/// weight: the letters, their accents, and their case. Accents matter only if the letters are equal, and case
/// only if the accents are equal too. The code is short because ICU would add 40 MB to the program; the keys
/// are short because every index contains them.
package enum CollationKey {
  /// Longer keys are truncated, so that a cursor is short enough for a URL. Names that differ only after that
  /// length are in the order of their rows. Only names in scripts with four bytes for each letter come near
  /// the limit.
  package static let maximumLength = 1024

  private static let separator: UInt8 = 0x01
  private static let plain: UInt8 = 0x02
  private static let upperCase: UInt8 = 0x03

  package static func make(_ text: String, _ alphabet: Alphabet = .norwegian) -> [UInt8] {
    var letters: [UInt8] = []
    var accents: [UInt8] = []
    var cases: [UInt8] = []
    for element in elements(of: text, alphabet) {
      letters += element.letters
      // A letter that sorts as two, such as þ as th, has one accent.
      accents += element.accents.isEmpty ? [plain] : element.accents
      cases.append(element.isUpperCase ? upperCase : plain)
    }
    // Plain weights at the end are left out, so a lower-case name without accents has only letters.
    trim(&accents)
    trim(&cases)
    var key = letters
    if !accents.isEmpty || !cases.isEmpty { key += [separator] + accents }
    if !cases.isEmpty { key += [separator] + cases }
    // A key is never empty, so that a store can require one.
    return key.isEmpty ? [plain] : Array(key.prefix(maximumLength))
  }

  private static func trim(_ weights: inout [UInt8]) {
    while weights.last == plain { weights.removeLast() }
  }
}

/// Divides a text into elements.
extension CollationKey {
  private struct Element {
    var base: Unicode.Scalar
    var letters: [UInt8]
    var accents: [UInt8] = []
    var isUpperCase: Bool
  }

  /// Uses the canonical decomposition, so that å has the same key as one scalar and as two.
  private static func elements(of text: String, _ alphabet: Alphabet) -> [Element] {
    var elements: [Element] = []
    for scalar in text._nfd {
      if let mark = Self.accent(scalar) {
        if let last = elements.indices.last { combine(mark, scalar, into: &elements[last], alphabet) }
      } else {
        append(scalar, to: &elements, alphabet)
      }
    }
    return elements
  }

  private static func append(
    _ scalar: Unicode.Scalar, to elements: inout [Element], _ alphabet: Alphabet
  ) {
    let (lower, isUpperCase) = folded(scalar)
    // aa sorts as å, in Aasen as in Ås; an accented a doesn't form a pair.
    if alphabet == .norwegian, lower == "a", let last = elements.indices.last, elements[last].base == "a",
      elements[last].accents.isEmpty
    {
      elements[last] = Element(
        base: "å", letters: [weight(ofLetter: 28)], accents: [0x05], isUpperCase: elements[last].isUpperCase)
      return
    }
    let (letters, accents) = weights(of: lower, alphabet)
    elements.append(Element(base: lower, letters: letters, accents: accents, isUpperCase: isUpperCase))
  }

  /// Adds a mark to a letter. Most marks are accents; some make another letter of it.
  private static func combine(
    _ mark: UInt8, _ scalar: Unicode.Scalar, into element: inout Element, _ alphabet: Alphabet
  ) {
    switch alphabet {
    case .norwegian: combineNorwegian(mark, scalar, into: &element)
    case .swedish: combineSwedish(mark, scalar, into: &element)
    case .german, .english: element.accents.append(mark)
    }
  }

  private static func combineSwedish(_ mark: UInt8, _ scalar: Unicode.Scalar, into element: inout Element) {
    let isFirst = element.accents.isEmpty
    switch (element.base, scalar) {
    case ("a", "\u{30a}") where isFirst: replace(&element, by: "å", [weight(ofLetter: 26)], [])
    case ("a", "\u{308}") where isFirst: replace(&element, by: "ä", [weight(ofLetter: 27)], [])
    case ("o", "\u{308}") where isFirst: replace(&element, by: "ö", [weight(ofLetter: 28)], [])
    case ("o", "\u{30b}") where isFirst: replace(&element, by: "ö", [weight(ofLetter: 28)], [0x06])
    case ("u", "\u{308}") where isFirst: replace(&element, by: "y", [weight(ofLetter: 24)], [0x05])
    default: element.accents.append(mark)
    }
  }

  private static func combineNorwegian(
    _ mark: UInt8, _ scalar: Unicode.Scalar, into element: inout Element
  ) {
    let isFirst = element.accents.isEmpty
    switch (element.base, scalar) {
    case ("a", "\u{30a}") where isFirst: replace(&element, by: "å", [weight(ofLetter: 28)], [])
    case ("a", "\u{308}") where isFirst: replace(&element, by: "æ", [weight(ofLetter: 26)], [0x05])
    case ("o", "\u{308}") where isFirst: replace(&element, by: "ø", [weight(ofLetter: 27)], [0x05])
    case ("o", "\u{30b}") where isFirst: replace(&element, by: "ø", [weight(ofLetter: 27)], [0x06])
    case ("u", "\u{308}") where isFirst: replace(&element, by: "y", [weight(ofLetter: 24)], [0x05])
    case ("u", "\u{30b}") where isFirst: replace(&element, by: "y", [weight(ofLetter: 24)], [0x06])
    default: element.accents.append(mark)
    }
  }

  private static func replace(
    _ element: inout Element, by base: Unicode.Scalar, _ letters: [UInt8], _ accents: [UInt8]
  ) {
    element.base = base
    element.letters = letters
    element.accents = accents
  }

  private static func folded(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, isUpperCase: Bool) {
    if scalar.isASCII {
      guard case "A"..."Z" = scalar else { return (scalar, false) }
      return (Unicode.Scalar(UInt8(scalar.value) | 0x20), true)
    }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    guard lower.count == 1, let first = lower.first, first != scalar else { return (scalar, false) }
    return (first, true)
  }
}

/// Weighs elements. The first byte of a weight is 02-05 for spaces and punctuation, 20-29 for digits, 40-78
/// for letters, and F0 for all other characters, which follow by code point. Unlike the folds of `SearchFold`
/// and `NearestValues`, which make letters equal, a weight keeps them apart: đ sorts as d with an accent, not
/// as d.
extension CollationKey {
  /// - Parameter number: 0 for a, 25 for z, then the three letters that an alphabet has after z.
  private static func weight(ofLetter number: UInt32) -> UInt8 {
    0x40 + 2 * UInt8(truncatingIfNeeded: number)
  }

  private static func weights(
    of scalar: Unicode.Scalar, _ alphabet: Alphabet
  ) -> (letters: [UInt8], accents: [UInt8]) {
    switch (alphabet, scalar) {
    case (.swedish, "æ"): return ([weight(ofLetter: 27)], [0x05])
    case (.swedish, "ø"): return ([weight(ofLetter: 28)], [0x05])
    case (.swedish, "œ"): return ([weight(ofLetter: 28)], [0x07])
    case (.german, "æ"), (.english, "æ"): return (latin("ae"), [0x05])
    case (.german, "ø"), (.english, "ø"): return (latin("o"), [0x05])
    case (.german, "œ"), (.english, "œ"): return (latin("oe"), [0x05])
    default: return weights(of: scalar)
    }
  }

  private static func weights(of scalar: Unicode.Scalar) -> (letters: [UInt8], accents: [UInt8]) {
    switch scalar {
    case "a"..."z": ([weight(ofLetter: scalar.value - 0x61)], [])
    case "0"..."9": ([0x20 + UInt8(scalar.value - 0x30)], [])
    case "æ": ([weight(ofLetter: 26)], [])
    case "ø": ([weight(ofLetter: 27)], [])
    case "œ": ([weight(ofLetter: 27)], [0x07])
    case "đ": (latin("d"), [0x05])
    case "ð": (latin("d"), [0x06])
    case "ŋ": (latin("n"), [0x05])
    case "ŧ": (latin("t"), [0x05])
    case "þ": (latin("th"), [0x05])
    case "ł": (latin("l"), [0x05])
    case "ß": (latin("ss"), [0x05])
    case " ", "\u{a0}": ([0x02], [])
    case "-", "\u{2010}"..."\u{2015}": ([0x03], [])
    case "'", "\u{2019}": ([0x04], [])
    case "\u{0}"..."\u{7f}": ([0x05, UInt8(scalar.value)], [])
    default: ([0xf0] + [16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }, [])
    }
  }

  private static func latin(_ letters: StaticString) -> [UInt8] {
    letters.description.unicodeScalars.map { weight(ofLetter: $0.value - 0x61) }
  }

  /// Returns the weight of a combining diacritical mark, U+0300 to U+036F, in the order of the code points.
  private static func accent(_ scalar: Unicode.Scalar) -> UInt8? {
    guard case "\u{300}"..."\u{36f}" = scalar else { return nil }
    return 0x10 + UInt8(scalar.value - 0x300)
  }
}
