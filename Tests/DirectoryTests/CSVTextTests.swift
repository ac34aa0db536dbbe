import Testing

@testable import Directory

@Suite("A cell of CSV") struct CSVTextTests {
  private func cell(_ text: String, delimiter: Character) -> String {
    var output = Array("x".utf8)
    CSVText.append(text, delimiter: delimiter.asciiValue ?? 0, to: &output)
    return String(decoding: output.dropFirst(), as: UTF8.self)
  }

  @Test(
    "has quotes only if it needs them",
    arguments: [
      ("", ",", ""), ("plain æ", ",", "plain æ"), ("a,b", ",", #""a,b""#), ("a,b", ";", "a,b"),
      ("a;b", ";", #""a;b""#), ("a\tb", "\t", "\"a\tb\""), ("a\tb", ",", "a\tb"),
      (#"say "a""#, ",", #""say ""a""""#), ("a\rb", ",", "\"a\rb\""), ("a\nb", ",", "\"a\nb\""),
    ] as [(String, Character, String)])
  func quotes(text: String, delimiter: Character, expected: String) {
    #expect(cell(text, delimiter: delimiter) == expected)
  }

  @Test(
    "that a spreadsheet would run as a formula is guarded, and is the same after an import",
    arguments: [
      "=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "\u{ff1d}1", "\u{ff0b}1", "\u{ff0d}1", "\u{ff20}a", "'=1",
      "''+1",
    ])
  func guarded(text: String) {
    #expect(CSVText.guarded(text) == "'" + text)
    #expect(CSVText.unguarded("'" + text) == text)
  }

  @Test(
    "that is only text isn't changed",
    arguments: ["", "a", "1", "a=1", " =1", "'", "'a", "''", "a'=", "(1)", "\"="])
  func notGuarded(text: String) {
    #expect(CSVText.guarded(text) == text)
    #expect(CSVText.unguarded(text) == text)
  }
}
