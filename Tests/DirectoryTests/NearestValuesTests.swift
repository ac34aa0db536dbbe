import Directory
import Testing

@Suite struct NearestValuesTests {
  static let candidates = [
    "climate", "culture", "digitalization", "education", "erasmus-plus", "innlandet", "public-health",
    "loten",
    "viken", "vestfold-and-telemark",
  ]

  @Test(
    "a slip finds what was meant",
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
    "what is far from everything finds nothing", arguments: ["", "x", "zzzzzzzz", "'; DROP TABLE members"])
  func notFound(value: String) {
    #expect(NearestValues.nearest(to: value, among: Self.candidates) == [])
  }

  @Test("at most three are named, the best first")
  func limit() {
    let nearest = NearestValues.nearest(to: "aaaa", among: ["aaab", "aaaa", "aaac", "aaad", "aabb"])
    #expect(nearest == ["aaaa", "aaab", "aaac"])
  }
}
