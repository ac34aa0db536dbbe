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
}
