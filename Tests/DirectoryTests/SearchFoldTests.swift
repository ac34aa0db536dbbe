import Directory
import Testing

@Suite("The folding of words for search")
struct SearchFoldTests {
  @Test(
    "all spellings of a word are folded to the same word",
    arguments: [
      ["Bærum", "bærum", "BÆRUM", "baerum", "BAERUM", "Bärum", "B\u{61}\u{308}rum"],
      ["Løten", "loten", "LØTEN", "loeten", "Löten", "L\u{f8}ten"],
      ["Lillestrøm", "lillestrom", "lillestroem"],
      ["Ålesund", "alesund", "aalesund", "AALESUND", "\u{41}\u{30a}lesund", "\u{212b}lesund"],
      ["OsloMet", "oslomet", "OSLOMET"],
      ["Sjøen", "sjoen", "sjoeen", "Sjöen"],
      ["Kárášjohka", "karasjohka", "KÁRÁŠJOHKA"],
      ["čđŋšŧž", "cdnstz", "ČĐŊŠŦŽ"],
      ["idé", "ide", "IDÉ", "ide\u{301}"],
      ["Łódź", "lodz"], ["straße", "STRASSE"], ["Þór", "thor"], ["cœur", "coeur"], ["ǽ", "ae"],
      ["sam\u{ad}arbeid", "samarbeid"], ["Ελλάς", "ΕΛΛΆΣ"],
    ])
  func spellings(words: [String]) {
    let folds = Set(words.map(SearchFold.fold))
    #expect(folds.count == 1, "\(folds)")
    #expect(folds.first?.count == 1)
    // Folding a folded word doesn't change it.
    #expect(folds.first.map { SearchFold.fold($0.joined()) } == folds.first)
  }

  @Test(
    "different words with similar letters are folded to different words",
    arguments: [("Oslo", "Osle"), ("hav", "hev"), ("Stange", "stang"), ("by", "bu"), ("一", "二")])
  func apart(one: String, other: String) {
    #expect(SearchFold.fold(one) != SearchFold.fold(other))
  }

  @Test(
    "the folded beginning of a word is a beginning of the folded word, for each number of letters",
    arguments: ["Lillestrøm", "Aalesund", "Ålesund", "poetaae", "oeeaaea", "Bærum", "Sjøen", "Kanaæn"])
  func beginnings(word: String) throws {
    let whole = try #require(SearchFold.fold(word).first)
    for count in 1...word.count {
      let typed = try #require(SearchFold.fold(String(word.prefix(count))).first)
      #expect(whole.hasPrefix(typed), "\(word.prefix(count))")
    }
  }

  @Test("each word has its range in the text, in UTF-16 code units")
  func places() {
    let text = "🏔 Bærum’s «co-creation» 2021 a\u{30a}s"
    let words = SearchFold.words(of: text)
    #expect(words.map(\.folded) == ["barum", "s", "co", "creation", "2021", "as"])
    let units = Array(text.utf16)
    let slices = words.map { String(decoding: units[$0.range], as: UTF16.self) }
    #expect(slices == ["Bærum", "s", "co", "creation", "2021", "a\u{30a}s"])
    #expect(words.map { SearchFold.spelling(of: $0, in: text) }.first == "bærum")
  }

  @Test("a word is folded the same after any other word")
  func neighbours() {
    // The last letter of "Asia" and the first of "Europa" would be one letter inside a word.
    #expect(SearchFold.fold("Asia Europa") == ["asia", "europa"])
    #expect(SearchFold.fold("Oslo EU") == ["oslo", "eu"])
  }

  @Test("a text without letters and digits has no words", arguments: ["", " ", "\"*()-+:^", "🏔", "\u{301}"])
  func nothing(text: String) {
    #expect(SearchTerms(text) == nil)
  }

  @Test("a highlight has a short text as a whole, and of a long text the part around the first word found")
  func highlights() throws {
    let terms = try #require(SearchTerms("baerum clim"))
    let short = try #require(Highlight("name", of: "Bærum: Climate, climb", matching: terms))
    #expect(short.text == "Bærum: Climate, climb")
    #expect(short.ranges == [0..<5, 7..<14, 16..<21])
    #expect(Highlight("name", of: "Asker", matching: terms) == nil)

    let filler = String(repeating: "blåbær 🏔 ", count: 60)
    let long = try #require(Highlight("summary", of: filler + "CLIMATE " + filler, matching: terms))
    #expect(long.text.utf16.count <= 170)
    #expect(long.text.hasPrefix("…") && long.text.hasSuffix("…"))
    let units = Array(long.text.utf16)
    #expect(long.ranges.map { String(decoding: units[$0], as: UTF16.self) } == ["CLIMATE"])
    let oneWord = String(repeating: "clim", count: 100)
    #expect(Highlight("summary", of: oneWord, matching: terms)?.ranges == [0..<400])
  }
}
