@_spi(_Unicode) import Swift

/// A word of a text, as search compares it.
package struct FoldedWord: Sendable, Equatable {
  package var folded: String
  /// Where it stands, in UTF-16 code units: what JavaScript's strings count.
  package var range: Range<Int>
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
    var words: [FoldedWord] = []
    var word = Word()
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + (scalar.value > 0xffff ? 2 : 1)
      switch role(of: scalar) {
      case .letter: word.append(scalar, at: offset..<end)
      case .mark where word.isOpen: word.append(scalar, at: offset..<end)
      case .mark, .silent: break
      case .gap: word.close(into: &words)
      }
      offset = end
    }
    word.close(into: &words)
    return words
  }

  /// The folded words alone, as the index holds them.
  package static func fold(_ text: String) -> [String] { words(of: text).map(\.folded) }

  /// How the text itself spells a word of it, in small letters.
  package static func spelling(of word: FoldedWord, in text: String) -> String {
    let start = text.utf16.index(text.startIndex, offsetBy: word.range.lowerBound)
    let end = text.utf16.index(start, offsetBy: word.range.count)
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

  /// A word being folded.
  private struct Word {
    /// UTF-8.
    private var folded: [UInt8] = []
    private var last: Unicode.Scalar?
    private var range = 0..<0

    var isOpen: Bool { !range.isEmpty }

    mutating func append(_ scalar: Unicode.Scalar, at place: Range<Int>) {
      range = isOpen ? range.lowerBound..<place.upperBound : place
      if scalar.isASCII {
        let isUpperCase = ("A"..."Z").contains(scalar)
        put(isUpperCase ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20) : scalar)
      } else {
        // æ with a macron comes apart too: what is left of it is æ.
        for part in scalar.properties.lowercaseMapping._nfd { putLetter(part) }
      }
    }

    mutating func close(into words: inout [FoldedWord]) {
      // Nothing may be left of a letter that has only ever been a mark.
      if !folded.isEmpty {
        words.append(FoldedWord(folded: String(decoding: folded, as: UTF8.self), range: range))
      }
      folded.removeAll(keepingCapacity: true)
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
          folded.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          folded.append(contentsOf: String(scalar).utf8)
        }
        last = scalar
      }
    }
  }
}
