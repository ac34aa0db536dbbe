import HTTPCore
import Testing

@Suite("JSON strings")
struct JSONTextTests {
  @Test(
    "escape what RFC 8259 §7 says must be, and nothing else",
    arguments: [
      ("", #""""#), ("Bærum", #""Bærum""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t", #""\n\r\t""#),
      ("\0\u{1F}x\u{7F}", #""\u0000\u001fx\#u{7F}""#), ("\"", #""\"""#), ("🜁 \u{2028}", "\"🜁 \u{2028}\""),
    ])
  func escapes(_ text: String, _ json: String) {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }
}
