import Testing

@testable import DirectoryAPI

@Suite("Text tables")
struct TextTableTests {
  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test("pad each column to its widest cell, with two spaces between columns and none at the end")
  func columns() {
    let text = TextTable.rows(["a", "long", "c"], [["1", "2", ""], ["three", "4", "5"], ["", "", ""]])
    #expect(
      text == """
        a      long  c
        1      2
        three  4     5


        """)
    #expect(TextTable.rows(["a", "b"], []) == "a  b\n")
  }

  private static let cut: [(text: String, shown: String)] = [
    (times("x", 47), times("x", 47)), (times("x", 48), times("x", 48)),
    (times("x", 49), times("x", 47) + "…"), (times("x", 500), times("x", 47) + "…"),
    // A wide character isn't cut in half: 23 of them and the ellipsis take 47 columns, and 24 would need 49.
    (times("漢", 24), times("漢", 24)), (times("漢", 25), times("漢", 23) + "…"),
    ("x" + times("漢", 24), "x" + times("漢", 23) + "…"),
  ]

  @Test("shorten text that is wider than 48 columns, and end it with an ellipsis", arguments: cut)
  func widest(text: String, shown: String) {
    #expect(TextTable.rows(["h"], [[text]]) == "h\n\(shown)\n")
  }

  @Test("never shorten a header")
  func header() {
    let header = Self.times("h", 60)
    #expect(TextTable.rows([header], [["x"]]) == "\(header)\nx\n")
  }

  @Test(
    "count as many columns for a character as a terminal does",
    arguments: [
      ("", 0), ("a", 1), ("Bærum", 5), ("e\u{301}", 1), ("漢字", 4), ("🇳🇴", 1), ("😀", 2), ("\u{10FF}", 1),
      ("\u{1100}", 2), ("\u{115F}", 2), ("\u{1160}", 1), ("\u{2E7F}", 1), ("\u{2E80}", 2), ("\u{A4CF}", 2),
      ("\u{A4D0}", 1), ("\u{ABFF}", 1), ("\u{AC00}", 2), ("\u{D7A3}", 2), ("\u{D7A4}", 1), ("\u{F8FF}", 1),
      ("\u{F900}", 2), ("\u{FAFF}", 2), ("\u{FB00}", 1), ("\u{FE30}", 2), ("\u{FE6F}", 2), ("\u{FE70}", 1),
      ("\u{FF00}", 2), ("\u{FF60}", 2), ("\u{FF61}", 1), ("\u{1F2FF}", 1), ("\u{1F300}", 2), ("\u{1FAFF}", 2),
      ("\u{1FB00}", 1),
    ])
  func width(text: String, columns: Int) {
    #expect(TextTable.width(text) == columns)
  }

  @Test("show a record as one line for each value that isn't empty, and shorten none")
  func record() {
    let long = Self.times("x", 100)
    let text = TextTable.record([("name", "Oslo"), ("shortName", ""), ("summary", long)])
    #expect(text == "name     Oslo\nsummary  \(long)\n")
    #expect(TextTable.record([]) == "")
  }
}
