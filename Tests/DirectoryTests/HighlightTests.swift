import Directory
import Testing

@Suite("A highlight") struct HighlightTests {
  private static func highlight(_ text: String, _ query: String) throws -> Highlight? {
    Highlight("summary", of: text, matching: try #require(SearchTerms(query)))
  }

  private static func words(_ highlight: Highlight) -> [String] {
    let units = Array(highlight.text.utf16)
    return highlight.ranges.map { String(decoding: units[$0], as: UTF16.self) }
  }

  /// Words of four letters, each with a space after it.
  private static func filler(_ count: Int) -> String { String(repeating: "word ", count: count) }

  @Test("has the whole text if it has at most 160 code units")
  func whole() throws {
    let text = Self.filler(31) + "found"
    #expect(text.utf16.count == 160)
    #expect(try Self.highlight(text, "found")?.text == text)
    #expect(try Self.highlight(text, "found")?.ranges == [155..<160])
    let longer = try #require(try Self.highlight("w" + text, "found"))
    #expect(longer.text.hasPrefix("…") && Self.words(longer) == ["found"])
  }

  @Test(
    "of a longer text begins about 40 code units before the first word found, and is 160 code units long",
    arguments: [
      // The number of words before the one that is found, and the start and the end of the excerpt.
      (0, 0, 159), (7, 0, 159), (8, 0, 159), (9, 5, 164), (20, 60, 219),
    ])
  func window(before: Int, start: Int, end: Int) throws {
    let text = Self.filler(before) + "find " + Self.filler(60)
    let found = try #require(try Self.highlight(text, "find"))
    let units = Array(text.utf16)
    let excerpt = String(decoding: units[start..<end], as: UTF16.self)
    #expect(found.text == (start > 0 ? "…" : "") + excerpt + "…")
    #expect(Self.words(found) == ["find"])
  }

  @Test("at the end of a text isn't cut there")
  func end() throws {
    let found = try #require(try Self.highlight(Self.filler(60) + "find", "find"))
    #expect(found.text == "…" + Self.filler(8) + "find")
    #expect(found.ranges == [41..<45])
    let near = try #require(try Self.highlight(Self.filler(60) + "find " + Self.filler(22) + "close", "find"))
    #expect(near.text.hasSuffix("word close"))
    let beyond = try #require(
      try Self.highlight(Self.filler(60) + "find " + Self.filler(22) + "beyond", "find"))
    #expect(beyond.text.hasSuffix("word…"))
  }

  @Test("marks every word found whose whole range is in the excerpt")
  func several() throws {
    let text = "find " + Self.filler(10) + "find " + Self.filler(19) + "finder " + Self.filler(20)
    let found = try #require(try Self.highlight(text, "find"))
    #expect(Self.words(found) == ["find", "find"])
    let whole = try #require(try Self.highlight("Finder, find. FIND", "find"))
    #expect(whole.ranges == [0..<6, 8..<12, 14..<18])
    #expect(whole.field == "summary")
  }

  @Test("has a whole word even if the word is longer than an excerpt")
  func longWord() throws {
    let word = String(repeating: "z", count: 300)
    let found = try #require(try Self.highlight(Self.filler(20) + word + " " + Self.filler(20), word))
    #expect(Self.words(found) == [word])
    #expect(found.text.hasSuffix(word + "…"))
  }

  @Test("is nil if the text has none of the words")
  func none() throws {
    #expect(try Self.highlight("nothing here", "find") == nil)
    #expect(try Self.highlight("", "find") == nil)
  }
}

@Suite("The words of a query") struct SearchTermsTests {
  @Test(
    "are folded, each once, in the order of their last occurrence",
    arguments: [
      ("Ås Bærum", ["as", "barum"], ["ås", "bærum"]), ("a b a", ["b", "a"], ["b", "a"]),
      ("Aas ÅS b", ["as", "b"], ["ås", "b"]), ("b Aas as", ["b", "as"], ["b", "as"]),
    ])
  func words(text: String, words: [String], spellings: [String]) throws {
    let terms = try #require(SearchTerms(text))
    #expect(terms.words == words)
    #expect(terms.spellings == spellings)
  }

  @Test(
    "match whole words, and the last one the beginning of a word",
    arguments: [
      ("oslo", true), ("os", false), ("oslomet", false), ("vi", true), ("viken", true), ("v", false),
      ("ken", false),
    ])
  func match(word: String, matches: Bool) throws {
    #expect(try #require(SearchTerms("oslo vi")).match(word) == matches)
  }

  @Test(
    "are spelled in a name if it has each word as it was typed, and a word that begins with the last one",
    arguments: [
      ("ås", "Ås", true), ("ås", "As", false), ("as", "Ås", false), ("nordre ås", "Ås, Nordre", true),
      ("nordre ås", "Nordre As", false), ("nord ås", "Nordre Ås", false), ("ås nord", "Nordre Ås", true),
      ("ås nord", "Nordre As", false), ("ås nord", "Søndre Ås", false),
    ])
  func spelled(query: String, name: String, isSpelled: Bool) throws {
    #expect(try #require(SearchTerms(query)).areSpelled(in: name) == isSpelled)
  }
}
