import Directory
import Testing

@Suite struct CollationKeyTests {
  private func precedes(_ left: String, _ right: String) -> Bool {
    CollationKey.make(left).lexicographicallyPrecedes(CollationKey.make(right))
  }

  @Test(
    "names stand in the order of the Norwegian alphabet",
    arguments: [
      ["Asker", "Bærum", "Drammen", "Zürich", "Ærø", "Østfold", "Ås"],
      // aa sorts as å, behind z, and after the å it stands for.
      ["Abel", "Azur", "Øy", "Ås", "Aas", "Åsen", "Aasen"],
      // A letter's accent counts only when all letters are equal.
      ["Lillehammer", "Lillestrøm", "Løten"],
      ["Lena", "Léna", "Lene"],
      ["elverum", "Elverum", "élverum", "Élverum", "elverumz"],
      // ä as æ, ö as ø, ü as y.
      ["Yb", "Üb", "Yc", "Zz", "Æb", "Äb", "Æc", "Øb", "Öb", "Øc", "Åb"],
      // The Sámi letters stand by the Latin ones.
      ["a", "á", "b", "c", "č", "d", "đ", "e", "n", "ŋ", "o", "s", "š", "t", "ŧ", "u", "z", "ž", "æ"],
      // Spaces, then hyphens, then digits, then letters.
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

  @Test("composed and decomposed letters have one key", arguments: ["Å", "é", "Ø", "ü", "ǻ", "Bærum"])
  func normalization(text: String) {
    let decomposed = String(text.flatMap { $0 == "Å" ? "A\u{30a}" : $0 == "é" ? "e\u{301}" : String($0) })
    #expect(CollationKey.make(text) == CollationKey.make(decomposed))
  }

  @Test("a lower-case name without accents has its letters only")
  func size() {
    #expect(CollationKey.make("hamar").count == 5)
    #expect(CollationKey.make("Hamar").count == 5 + 3)
  }

  @Test("any text has a key, neither empty nor too long for a cursor")
  func bounds() {
    for text in ["", "\u{301}", "\0", String(repeating: "한", count: 200), "🏔️", "a\u{301}\u{302}\u{303}"] {
      let key = CollationKey.make(text)
      #expect((1...CollationKey.maximumLength).contains(key.count))
      let cursor = Cursor(list: 1, id: .max, key: key)
      #expect(Cursor(text: cursor.text) == cursor)
    }
  }
}
