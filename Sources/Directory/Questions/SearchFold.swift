@_spi(_Unicode) import Swift

/// A word of a text, as search compares it.
package struct FoldedWord: Sendable, Equatable {
  package var folded: String
  /// Where it stands, in UTF-16 code units: what JavaScript's strings count.
  package var range: Range<Int>
}

/// The words of a text, as search compares them: UTF-8, a space after each.
package struct FoldedText: Sendable {
  package struct Word: Sendable {
    /// Where it stands in `octets`.
    package var folded: Range<Int>
    /// Where it stands in the text, in UTF-16 code units.
    package var range: Range<Int>
  }

  package var octets: [UInt8] = []
  package var words: [Word] = []
}

/// Makes one word of all its spellings: `Bærum`, `BAERUM` and `Bärum` are `barum`; `Ålesund` and `Aalesund`
/// are `alesund`; `Løten`, `loeten` and `Loten` are `loten`.
///
/// Letters lose their case and their marks; then an e after a or o, and an a after a, goes, however many
/// there are. So `poet` is `pot`: on both sides, so it stays findable, and what was really typed ranks first.
/// The last step looks only at what the first ones left, hence the result does not depend on the spelling;
/// and it only ever shortens the end, hence the fold of a word's beginning is the beginning of its fold.
package enum SearchFold {
  package static func words(of text: String) -> [FoldedWord] {
    let folded = folded(text)
    return folded.words.map { word in
      FoldedWord(folded: String(decoding: folded.octets[word.folded], as: UTF8.self), range: word.range)
    }
  }

  /// All words of a text at once: what is indexed is long, and has no need of a String for each.
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

  /// The folded words alone, as the index holds them.
  package static func fold(_ text: String) -> [String] { words(of: text).map(\.folded) }

  /// How the text itself spells a word of it, in small letters.
  package static func spelling(of word: FoldedWord, in text: String) -> String {
    spelling(at: word.range, in: text)
  }

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
    /// Belongs to the letter before it.
    case mark
    case silent
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
    // The soft hyphen, the joiners: they part nothing.
    case .format: return .silent
    default: return .gap
    }
  }

  /// A text being folded.
  private struct Folding {
    private(set) var text = FoldedText()
    private var last: Unicode.Scalar?
    private var start = 0
    private var range = 0..<0

    init(capacity: Int) { text.octets.reserveCapacity(capacity) }

    var isInWord: Bool { !range.isEmpty }

    mutating func append(_ scalar: Unicode.Scalar, at place: Range<Int>) {
      if isInWord {
        range = range.lowerBound..<place.upperBound
      } else {
        range = place
        start = text.octets.count
      }
      if scalar.isASCII {
        let isUpperCase = ("A"..."Z").contains(scalar)
        put(isUpperCase ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20) : scalar)
      } else {
        // æ with a macron comes apart too: what is left of it is æ.
        for part in scalar.properties.lowercaseMapping._nfd { putLetter(part) }
      }
    }

    mutating func closeWord() {
      // Nothing may be left of a letter that has only ever been a mark.
      if isInWord, text.octets.count > start {
        text.words.append(FoldedText.Word(folded: start..<text.octets.count, range: range))
        text.octets.append(UInt8(ascii: " "))
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
          text.octets.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          text.octets.append(contentsOf: String(scalar).utf8)
        }
        last = scalar
      }
    }
  }
}
