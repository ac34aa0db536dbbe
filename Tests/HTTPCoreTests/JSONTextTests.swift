import HTTPCore
import Testing

@Suite("JSON strings")
struct JSONTextTests {
  @Test(
    "escape the characters that RFC 8259 §7 requires, and no others",
    arguments: [
      ("", #""""#), ("Bærum", #""Bærum""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t", #""\n\r\t""#),
      ("\0\u{1F}x\u{7F}", #""\u0000\u001fx\#u{7F}""#),
      ("\u{1}\u{8}\u{B}\u{C}\u{E}\u{1A}", #""\u0001\u0008\u000b\u000c\u000e\u001a""#), ("\"", #""\"""#),
      ("🜁 \u{2028}", "\"🜁 \u{2028}\""),
    ])
  func escapes(_ text: String, _ json: String) {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }

  @Test("escape a character at every position of the text", arguments: ["\"", "\\", "\u{1F}", "\0", "\n"])
  func everyPlace(_ escaped: Character) {
    for plain in ["a", " ", "~", "å", "🜁", "!", "]", "["] {
      for length in 0..<20 {
        for place in 0...length {
          var text = Array(repeating: Character(plain), count: length)
          text.insert(escaped, at: place)
          var bytes: [UInt8] = []
          JSONText.append(String(text), to: &bytes)
          let quoted = text.map { $0 == escaped ? Self.escape(escaped) : String($0) }.joined()
          #expect(String(decoding: bytes, as: UTF8.self) == "\"\(quoted)\"")
        }
      }
    }
  }

  @Test(
    "are written as the values of members, with a comma before each member but the first",
    arguments: [
      ("Oslo", "\"Oslo\""), ("\"a", "\"\\\"a\""), ("a\"b", "\"a\\\"b\""), ("", "\"\""), ("æ\n", "\"æ\\n\""),
    ])
  func members(_ text: String, _ quoted: String) {
    var bytes: [UInt8] = []
    JSONText.append("first", text.utf8Span.span, isFirst: true, to: &bytes)
    JSONText.append("next", text.utf8Span.span, isFirst: false, to: &bytes)
    JSONText.append("name", isFirst: false, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "\"first\":\(quoted),\"next\":\(quoted),\"name\":")
  }

  private static func escape(_ character: Character) -> String {
    ["\"": "\\\"", "\\": "\\\\", "\u{1F}": "\\u001f", "\0": "\\u0000", "\n": "\\n"][character] ?? "?"
  }
}
