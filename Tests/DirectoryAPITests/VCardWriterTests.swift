import Directory
import Testing

@testable import DirectoryAPI

@Suite("The vCard writer")
struct VCardWriterTests {
  private static func card(_ body: (inout VCardWriter) -> Void) -> String {
    var writer = VCardWriter()
    writer.card(revisedAt: SmallDirectory.changedAt, body)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    let (start, end) = ("BEGIN:VCARD\r\nVERSION:4.0\r\n", "REV:20210304T050607Z\r\nEND:VCARD\r\n")
    #expect(text.hasPrefix(start) && text.hasSuffix(end))
    return String(decoding: text.utf8.dropFirst(start.utf8.count).dropLast(end.utf8.count), as: UTF8.self)
  }

  private static func x(_ count: Int, _ end: String = "") -> String {
    String(repeating: "x", count: count) + end
  }

  private static let folded: [(text: String, parts: [String])] = [
    (x(72), [x(72)]), (x(73), [x(72), "x"]),
    // The space at the beginning of a continuation is one of its 75 bytes.
    (x(146), [x(72), x(74)]), (x(147), [x(72), x(74), "x"]),
    // A character of two, three or four bytes isn't split.
    (x(71, "ø"), [x(71), "ø"]), (x(70, "ø"), [x(70, "ø")]),
    (x(70, "€"), [x(70), "€"]), (x(69, "€"), [x(69, "€")]),
    (x(69, "😀"), [x(69), "😀"]), (x(68, "😀"), [x(68, "😀")]),
  ]

  @Test("folds a line into parts of at most 75 bytes", arguments: folded)
  func folding(text: String, parts: [String]) {
    #expect(Self.card { $0.property("FN", text) } == "FN:" + parts.joined(separator: "\r\n ") + "\r\n")
  }

  @Test(
    "escapes characters that separate values and lines",
    arguments: [
      ("a,b", "a\\,b"), ("a;b", "a\\;b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("a\r\nb", "a\\nb"),
      ("a\rb", "ab"), ("a:b", "a:b"), ("", ""),
    ])
  func escaping(text: String, escaped: String) {
    #expect(Self.card { $0.property("NOTE", text) } == "NOTE:\(escaped)\r\n")
    #expect(Self.card { $0.property("N", components: [text, "x"]) } == "N:\(escaped);x\r\n")
    #expect(Self.card { $0.property("URL", verbatim: "a,b;c") } == "URL:a,b;c\r\n")
  }

  @Test("leaves out a property without a value")
  func missing() {
    #expect(Self.card { $0.property("NOTE", nil) } == "")
  }

  @Test("writes URLs if it has an origin, and otherwise only the name of the record")
  func provenance() {
    let organisation = Organisation(
      name: "Office of the Region", shortName: "OR", region: "R", summary: "S", copyrightYear: 2021)
    var source = Provenance(origin: "https://a.example", organisation: organisation)
    #expect(
      Self.card { $0.properties(of: source, "/offices/oslo", id: "oslo") } == """
        UID:https://a.example/offices/oslo\r
        SOURCE:https://a.example/offices/oslo.vcf\r
        CATEGORIES:OR\r\n
        """)
    source = Provenance(origin: "", organisation: nil)
    #expect(
      Self.card { $0.properties(of: source, "/offices/oslo", id: "oslo") } == """
        UID;VALUE=text:oslo\r\n
        """)
  }
}
