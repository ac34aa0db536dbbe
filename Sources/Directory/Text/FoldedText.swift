/// A word of a text, as search compares it.
package struct FoldedWord: Sendable, Equatable {
  package var folded: String
  /// Its place in the text, in UTF-16 code units as JavaScript counts them.
  package var range: Range<Int>
}

/// The words of a text, as search compares them: UTF-8, with a space after each word.
package struct FoldedText: Sendable {
  package struct Word: Sendable {
    /// Its place in `bytes`.
    package var folded: Range<Int>
    /// Its place in the text, in UTF-16 code units.
    package var range: Range<Int>
  }

  package var bytes: [UInt8] = []
  package var words: [Word] = []
}
