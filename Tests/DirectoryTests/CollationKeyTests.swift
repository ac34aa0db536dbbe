import Directory
import Testing

@Suite struct CollationKeyTests {
  private func precedes(_ left: String, _ right: String) -> Bool {
    CollationKey.make(left).lexicographicallyPrecedes(CollationKey.make(right))
  }

  @Test(
    "names are in the order of the Norwegian alphabet",
    arguments: [
      ["Asker", "Bærum", "Drammen", "Zürich", "Ærø", "Østfold", "Ås"],
      // aa is sorted as å, after z, and after an å at the same place.
      ["Abel", "Azur", "Øy", "Ås", "Aas", "Åsen", "Aasen"],
      // A letter's accent counts only when all letters are equal.
      ["Lillehammer", "Lillestrøm", "Løten"],
      ["Lena", "Léna", "Lene"],
      ["elverum", "Elverum", "élverum", "Élverum", "elverumz"],
      // ä is sorted as æ, ö as ø, ü as y.
      ["Yb", "Üb", "Yc", "Zz", "Æb", "Äb", "Æc", "Øb", "Öb", "Øc", "Åb"],
      // Some letters differ from a Latin one by more than an accent, and some are sorted as two letters.
      ["d", "đ", "ð", "e"], ["k", "l", "ł", "m"], ["s", "ss", "ß", "st"], ["th", "þ", "ti"],
      ["y", "ü", "ű", "z"], ["æ", "ä", "ø", "ö", "ő", "œ", "å", "aa"], ["ä\u{301}a", "ä\u{301}b"],
      // Accents are in the order of their code points, and a letter with two is after one with the first.
      ["e", "è", "é", "ê", "ế", "ë"], ["ab", "aB", "Ab", "AB"],
      // The order is: spaces, hyphens, apostrophes, other punctuation, digits, letters, other scripts.
      ["a b", "a-b", "a'b", "a!b", "a.b", "a0b", "a9b", "abb", "a漢b"],
      // The Sámi letters are beside the Latin ones.
      ["a", "á", "b", "c", "č", "d", "đ", "e", "n", "ŋ", "o", "s", "š", "t", "ŧ", "u", "z", "ž", "æ"],
      // Spaces come first, then hyphens, digits and letters.
      ["Oslo", "Oslo 1", "Oslo by", "Oslo-by", "Oslo1", "Osloby"],
      ["Nord Fron", "Nord-Fron", "Nord1", "Nordre"],
      ["1", "2", "9", "A"],
      ["Vestfold", "Vestfold and Telemark", "Viken"],
      // Other scripts follow.
      ["Å", "Ελλάδα", "Осло", "奥斯陆"],
    ])
  func order(names: [String]) {
    for (left, right) in zip(names, names.dropFirst()) {
      #expect(precedes(left, right), "\(left) before \(right)")
    }
  }

  @Test("composed and decomposed letters have the same key", arguments: ["Å", "é", "Ø", "ü", "ǻ", "Bærum"])
  func normalization(text: String) {
    let decomposed = String(text.flatMap { $0 == "Å" ? "A\u{30a}" : $0 == "é" ? "e\u{301}" : String($0) })
    #expect(CollationKey.make(text) == CollationKey.make(decomposed))
  }

  @Test("the key of a lower-case name without accents has only its letters")
  func size() {
    #expect(CollationKey.make("hamar").count == 5)
    #expect(CollationKey.make("Hamar").count == 5 + 3)
  }

  @Test("any text has a key that is neither empty nor too long for a cursor")
  func bounds() {
    for text in ["", "\u{301}", "\0", String(repeating: "한", count: 200), "🏔️", "a\u{301}\u{302}\u{303}"] {
      let key = CollationKey.make(text)
      #expect((1...CollationKey.maximumLength).contains(key.count))
      let cursor = Cursor(list: 1, id: .max, key: key)
      #expect(Cursor(text: cursor.text) == cursor)
    }
  }

  @Test(
    "kinds of spaces, hyphens and apostrophes are equal",
    arguments: [("a b", "a\u{a0}b"), ("a-b", "a\u{2010}b"), ("a-b", "a\u{2015}b"), ("a'b", "a\u{2019}b")])
  func equal(one: String, other: String) {
    #expect(CollationKey.make(one) == CollationKey.make(other))
  }

  @Test("a key is truncated to the maximum length, and texts that differ before it have different keys")
  func longest() {
    let long = String(repeating: "a-", count: 600)
    #expect(CollationKey.make(long).count == CollationKey.maximumLength)
    #expect(CollationKey.make(long) == CollationKey.make(long + "b"))
    #expect(precedes(long, "b" + long))
  }

  @Test("a mark without a letter before it is left out")
  func mark() {
    #expect(CollationKey.make("\u{301}a") == CollationKey.make("a"))
    #expect(CollationKey.make("a\u{370}") != CollationKey.make("a"))
  }
}
