@_spi(_Unicode) import Swift

/// Folds the spellings of a word into one: `Bærum`, `BAERUM` and `Bärum` become `barum`; `Ålesund` and
/// `Aalesund` become `alesund`; `Løten`, `loeten` and `Loten` become `loten`.
///
/// Letters lose their case and their marks; then each e after a or o, and each a after a, is dropped. So
/// `poet` becomes `pot`, but in the index and in the query alike, so it is still found, and the exact
/// spelling ranks first. The last step sees only the result of the first ones, so the fold doesn't depend on
/// the spelling. A letter that is added to a word never changes what the letters before it have become, so
/// the fold of a word's beginning is the beginning of its fold.
///
/// `NearestValues` and `CollationKey` treat letters in other ways: the first keeps the e of æ, since slugs
/// are written with it, and the second orders letters instead of merging them.
package enum SearchFold {
  package static func words(of text: String) -> [FoldedWord] {
    let folded = folded(text)
    return folded.words.map { word in
      FoldedWord(folded: String(decoding: folded.bytes[word.folded], as: UTF8.self), range: word.range)
    }
  }

  /// Folds all words of a text at once. Texts that are indexed are long, and a String for each word would be
  /// wasted.
  package static func folded(_ text: String) -> FoldedText {
    var folding = Folding(capacity: text.utf8.count)
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + (scalar.value > 0xffff ? 2 : 1)
      switch role(of: scalar) {
      case .letter: folding.append(scalar, at: offset..<end)
      case .mark where folding.isInWord: folding.append(scalar, at: offset..<end)
      case .mark, .silent: break
      case .gap: folding.closeWord()
      }
      offset = end
    }
    folding.closeWord()
    return folding.text
  }

  /// Returns only the folded words, as the index holds them.
  package static func fold(_ text: String) -> [String] { words(of: text).map(\.folded) }

  /// Returns a word of the text as the text spells it, in lower case.
  package static func spelling(of word: FoldedWord, in text: String) -> String {
    spelling(at: word.range, in: text)
  }

  /// Returns a part of the text in lower case.
  ///
  /// - Parameter range: in UTF-16 code units.
  package static func spelling(at range: Range<Int>, in text: String) -> String {
    let start = text.utf16.index(text.startIndex, offsetBy: range.lowerBound)
    let end = text.utf16.index(start, offsetBy: range.count)
    return text[start..<end].lowercased()
  }
}

extension SearchFold {
  private enum Role {
    case letter
    /// A mark on the letter before it.
    case mark
    /// Part of a word, but without a sound or a shape.
    case silent
    /// Separates words.
    case gap
  }

  private static func role(of scalar: Unicode.Scalar) -> Role {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": return .letter
      default: return .gap
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    // The soft hyphen and the joiners don't separate words.
    case .format: return .silent
    default: return .gap
    }
  }

  /// The state of folding a text.
  private struct Folding {
    private(set) var text = FoldedText()
    private var last: Unicode.Scalar?
    private var start = 0
    private var range = 0..<0

    init(capacity: Int) { text.bytes.reserveCapacity(capacity) }

    var isInWord: Bool { !range.isEmpty }

    mutating func append(_ scalar: Unicode.Scalar, at place: Range<Int>) {
      if isInWord {
        range = range.lowerBound..<place.upperBound
      } else {
        range = place
        start = text.bytes.count
      }
      if scalar.isASCII {
        let isUpperCase = ("A"..."Z").contains(scalar)
        put(isUpperCase ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20) : scalar)
      } else {
        // The decomposition also takes the macron from ǣ, which leaves æ.
        for part in scalar.properties.lowercaseMapping._nfd { putLetter(part) }
      }
    }

    mutating func closeWord() {
      // A word may be empty after folding, such as a letter that decomposes into a mark alone.
      if isInWord, text.bytes.count > start {
        text.words.append(FoldedText.Word(folded: start..<text.bytes.count, range: range))
        text.bytes.append(UInt8(ascii: " "))
      }
      last = nil
      range = 0..<0
    }

    private mutating func putLetter(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "\u{300}"..."\u{36f}": break
      case "æ": put("a")
      case "ø", "œ": put("o")
      case "đ", "ð": put("d")
      case "ŋ": put("n")
      case "ŧ": put("t")
      case "ł": put("l")
      case "ı": put("i")
      case "ħ": put("h")
      case "ς": put("σ")
      case "ß":
        put("s")
        put("s")
      case "þ":
        put("t")
        put("h")
      default: put(scalar)
      }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
      switch (last, scalar) {
      case ("a", "a"), ("a", "e"), ("o", "e"): break
      default:
        if scalar.isASCII {
          text.bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          text.bytes.append(contentsOf: String(scalar).utf8)
        }
        last = scalar
      }
    }
  }
}
