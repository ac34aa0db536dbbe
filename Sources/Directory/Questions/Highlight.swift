/// A field or an excerpt of it, with the places of the words that were searched for.
package struct Highlight: Sendable, Equatable {
  /// The field's name in the API, `summary`.
  package var field: String
  /// The field's text, or an excerpt with `…` where it was cut.
  package var text: String
  /// The language of the text; nil for the default one.
  package var language: String?
  /// The places of the words in `text`, in UTF-16 code units as JavaScript's `slice` takes them; in order,
  /// without overlaps.
  package var ranges: [Range<Int>]

  /// The longest excerpt: about two lines on a screen.
  static let length = 160
  /// How much of the text an excerpt has before the first word that was found.
  static let lead = 40

  /// Returns nil if the text has none of the words.
  package init?(_ field: String, of text: String, matching terms: SearchTerms) {
    let words = SearchFold.words(of: text)
    let found = words.filter { terms.match($0.folded) }.map(\.range)
    guard let first = found.first else { return nil }
    self.field = field
    let whole = 0..<text.utf16.count
    guard whole.count > Self.length else {
      self.text = text
      ranges = found
      return
    }
    let window = Self.window(around: first, of: words, in: whole)
    let start = text.utf16.index(text.startIndex, offsetBy: window.lowerBound)
    let end = text.utf16.index(start, offsetBy: window.count)
    let before = window.lowerBound > whole.lowerBound ? "…" : ""
    let after = window.upperBound < whole.upperBound ? "…" : ""
    self.text = before + text[start..<end] + after
    let shift = before.utf16.count - window.lowerBound
    ranges = found.filter { window.lowerBound <= $0.lowerBound && $0.upperBound <= window.upperBound }
      .map { $0.lowerBound + shift..<$0.upperBound + shift }
  }

  /// Returns the range of an excerpt. It begins and ends at words, so that no character is cut in two.
  private static func window(
    around first: Range<Int>, of words: [FoldedWord], in whole: Range<Int>
  ) -> Range<Int> {
    let earliest = first.lowerBound - lead
    let start =
      earliest <= whole.lowerBound
      ? whole.lowerBound
      : words.first { $0.range.lowerBound >= earliest }?.range.lowerBound ?? first.lowerBound
    let latest = max(start + length, first.upperBound)
    if latest >= whole.upperBound { return start..<whole.upperBound }
    let end = words.last { $0.range.upperBound <= latest }?.range.upperBound ?? first.upperBound
    return start..<max(end, first.upperBound)
  }
}
