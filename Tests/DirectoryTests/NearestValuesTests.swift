import TestSupport
import Testing

@testable import Directory

@Suite struct NearestValuesTests {
  static let candidates = [
    "climate", "culture", "digitalization", "education", "erasmus-plus", "innlandet", "public-health",
    "loten",
    "viken", "vestfold-and-telemark",
  ]

  @Test(
    "the nearest value to one with a mistake is the value that was meant",
    arguments: [
      ("clmate", "climate"), ("climaet", "climate"), ("Climate", "climate"),
      ("digitalisation", "digitalization"),
      ("erasmus", "erasmus-plus"), ("Public Health", "public-health"), ("løten", "loten"),
      ("vikken", "viken"),
      ("vestfold", "vestfold-and-telemark"),
    ])
  func found(value: String, meant: String) {
    #expect(NearestValues.nearest(to: value, among: Self.candidates).first == meant)
  }

  @Test(
    "letters that aren't in a-z become those that stand for them",
    arguments: [
      ("Straße", "strasse"), ("Œuvre", "oeuvre"), ("Þór", "thor"), ("Łódź", "lodz"), ("Ærø", "aero"),
    ])
  func folded(text: String, plain: String) {
    #expect(String(decoding: NearestValues.fold(text), as: UTF8.self) == plain)
  }

  @Test(
    "a value that is far from all others has no nearest ones",
    arguments: ["", "x", "zzzzzzzz", "'; DROP TABLE members"])
  func notFound(value: String) {
    #expect(NearestValues.nearest(to: value, among: Self.candidates) == [])
  }

  @Test("at most three values are returned, the best first")
  func limit() {
    let nearest = NearestValues.nearest(to: "aaaa", among: ["aaab", "aaaa", "aaac", "aaad", "aabb"])
    #expect(nearest == ["aaaa", "aaab", "aaac"])
  }

  @Test(
    "a third of the letters may be wrong, but at least one",
    arguments: [
      ("ab", "xb", true), ("ab", "xy", false), ("abc", "abx", true), ("abcde", "abcxy", false),
      ("abcdef", "abcdxy", true), ("abcdef", "abcxyz", false), ("abcdef", "abcdefgh", true),
      ("abcdxfgh", "abcdef", false), ("a", "b", true), ("a", "bc", false), ("abcdefghi", "xyzdefghi", true),
    ])
  func distance(value: String, candidate: String, isNear: Bool) {
    #expect(NearestValues.nearest(to: value, among: [candidate]) == (isNear ? [candidate] : []))
  }

  @Test("two letters may be the beginning of a longer value, and one may not")
  func beginning() {
    #expect(NearestValues.nearest(to: "ab", among: ["abcdefgh", "xabcdefg"]) == ["abcdefgh"])
    #expect(NearestValues.nearest(to: "a", among: ["abcdefgh"]) == [])
    // A value that differs only in case comes first, then one that begins with the given text.
    #expect(NearestValues.nearest(to: "Abc", among: ["abd", "abcdefg", "abc"]) == ["abc", "abcdefg", "abd"])
  }

  @Test("a value of more than 200 letters has no nearest ones")
  func long() {
    let longest = String(repeating: "a", count: 200)
    #expect(NearestValues.nearest(to: longest, among: [longest]) == [longest])
    #expect(NearestValues.nearest(to: longest + "a", among: [longest]) == [])
  }

  @Test(
    "values are compared without accents and case, as slugs are made of names",
    arguments: [
      ("Ålesund", "alesund"), ("Tromsø", "tromso"), ("Bærum", "baerum"), ("Áŋđŧš", "andts"),
      ("a_b c", "a-b-c"),
      ("ÉÜ", "eu"), ("x1-y", "x1-y"), ("漢", "漢"),
    ])
  func fold(text: String, folded: String) {
    #expect(NearestValues.fold(text) == Array(folded.utf8))
  }

  @Test(
    "the distance counts insertions, deletions, substitutions and swaps of neighbours",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1),
      ("ab", "ba", 1), ("abcd", "badc", 2), ("ca", "abc", 3), ("kitten", "sitting", 3), ("abcd", "acbd", 1),
      ("xab", "yba", 2), ("aab", "aba", 1),
    ])
  func distance(left: String, right: String, distance: Int) {
    #expect(NearestValues.distance(Array(left.utf8), Array(right.utf8)) == distance)
    #expect(NearestValues.distance(Array(right.utf8), Array(left.utf8)) == distance)
  }

  private static let known = [
    KnownValue("climate", names: ["Climate"]), KnownValue("eea-grants", names: ["EEA and Norway Grants"]),
    KnownValue("mental-health", names: ["Mental health"]),
    KnownValue("public-health", names: ["Public health"]),
    KnownValue("baerum", names: ["Municipality of Bærum", "Bærum"]),
    KnownValue("asker", names: ["Municipality of Asker", "Asker"]), KnownValue("smart-cities"),
  ]

  @Test(
    "a value of a vocabulary is near if one of its words or its names is",
    arguments: [
      ("healthh", ["mental-health", "public-health"]), ("HEALTH", ["mental-health", "public-health"]),
      ("heal", ["mental-health", "public-health"]), ("hea", []), ("halthh", []),
      ("public helth", ["public-health"]), ("norway", ["eea-grants"]), ("EEA", ["eea-grants"]), ("eeb", []),
      ("EEA and Norway Grants", ["eea-grants"]), ("EEA and Norwy Grants", ["eea-grants"]),
      ("Municipality of Baerum", ["baerum"]), ("Municipality of Berum", ["baerum"]),
      ("municipality", ["asker", "baerum"]), ("of", ["asker", "baerum"]), ("cities health", []), ("", []),
      ("grants!", []),
    ])
  func words(text: String, nearest: [String]) {
    #expect(NearestValues.nearest(to: text, among: Self.known) == nearest)
  }

  @Test("a text that is a whole name isn't compared further, unless it is a value too")
  func wholeName() {
    let known = [KnownValue("climate", names: ["Climat"]), KnownValue("climat-2", names: ["Weather"])]
    #expect(NearestValues.nearest(to: "climat", among: known) == ["climate"])
    #expect(NearestValues.nearest(to: "Weather", among: known) == ["climat-2"])
    #expect(NearestValues.nearest(to: "Climate", among: known) == ["climate", "climat-2"])
  }

  @Test("a word that more than ten values have suggests none of them")
  func vague() {
    let known = (1...11).map { KnownValue("health-\($0)-x") }
    #expect(NearestValues.nearest(to: "healty", among: Array(known.prefix(10))).count == 3)
    #expect(NearestValues.nearest(to: "healty", among: known) == [])
    #expect(NearestValues.nearest(to: "healty", among: known + [KnownValue("heal")]) == ["heal"])
  }

  @Test(
    "a request is corrected if one value can be meant",
    arguments: [
      ("healthh", ["mental-health", "public-health"], nil), ("healthh", ["public-health"], "public-health"),
      ("clmate", ["climate", "cimate"], "climate"), ("x", [], nil),
    ] as [(String, [String], String?)])
  func correction(text: String, nearest: [String], correction: String?) {
    #expect(NearestValues.correction(of: text, by: nearest) == correction)
  }

  @Test("a distance is found if it is within the bound, and only then")
  func bounded() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "c"), using: &generator)
        }
      }
      let distance = NearestValues.distance(texts[0], texts[1])
      for most in 0...9 {
        let bounded = FoldedValue(folded: texts[0]).distance(to: FoldedValue(folded: texts[1]), atMost: most)
        #expect(bounded == (distance <= most ? distance : nil), "\(texts), \(most)")
      }
    }
  }
}
