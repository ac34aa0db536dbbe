import Testing

@testable import HTML

@Suite("The writer of HTML")
struct HTMLWriterTests {
  private func written(_ content: (inout HTMLWriter) -> Void) -> String {
    String(decoding: HTMLWriter.fragment(content), as: UTF8.self)
  }

  /// Texts that would be markup, end an attribute or an element, or be no HTML at all.
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "</title><b>", "&lt;",
    "a\u{0}b",
    "<!--", "]]>", "\u{1F}\u{7F}", "{{x}}", "javascript:alert(1)", "\u{2028}", "<\u{0}script>",
  ]

  @Test("a text can't become markup", arguments: hostile)
  func text(_ text: String) {
    let html = written { $0.element(.p, text: text) }
    #expect(html.hasPrefix("<p>") && html.hasSuffix("</p>"))
    let inner = html.dropFirst(3).dropLast(4)
    #expect(!inner.contains("<") && !inner.contains(">"))
    #expect(!inner.utf8.contains { $0 < 0x20 || $0 == 0x7F })
  }

  @Test("a value can't end its attribute", arguments: hostile)
  func attribute(_ text: String) {
    let html = written { $0.element(.p, [.label(text), .title(text)]) { _ in } }
    // The two attributes have two quotation marks each.
    #expect(html.filter { $0 == "\"" }.count == 4)
    #expect(html.filter { $0 == "<" }.count == 2)
  }

  @Test("each escaped character is written as its reference")
  func references() {
    #expect(written { $0.text("a < b & c > \"d\"") } == "a &lt; b &amp; c &gt; &quot;d&quot;")
    #expect(written { $0.text("Bærum, Sámi, 日本") } == "Bærum, Sámi, 日本")
  }

  @Test("data can't end its element")
  func data() {
    let html = written { $0.data("application/ld+json", json: Array("{\"a\":\"</script><b>\"}".utf8)) }
    #expect(
      html
        == "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script>\\u003cb>\"}</script>")
  }

  @Test("an attribute that is left out is not written, and a flag has no value")
  func flags() {
    let html = written { html in
      html.void(.input, [.type("checkbox"), .checked(true)])
      html.void(.input, [.type("checkbox"), .checked(false), .lang(nil)])
    }
    #expect(html == "<input type=\"checkbox\" checked><input type=\"checkbox\">")
  }

  @Test("a document has its type and its language")
  func document() {
    let html = String(
      decoding: HTMLWriter.document([.lang("nb")]) { $0.element(.body, text: "x") }, as: UTF8.self)
    #expect(html == "<!DOCTYPE html>\n<html lang=\"nb\"><body>x</body></html>\n")
  }
}

@Suite("A link")
struct LinkTests {
  @Test(
    "leads to this server only, if it is local",
    arguments: [
      "//evil.example/x", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "members",
      "/a b", "/a\"b", "/a\u{0}", "/<", "/ø",
    ])
  func local(_ text: String) {
    #expect(Link(local: text).text == "/")
  }

  @Test("keeps a path with a query and a fragment", arguments: ["/", "/en/members?topic=a,b&q=%C3%B8#count"])
  func path(_ text: String) {
    #expect(Link(local: text).text == text)
  }

  @Test(
    "to the Web has the scheme http or https",
    arguments: [
      "javascript:alert(1)", "data:text/html,x", "//x.example", "https:/x", " https://x.example",
      "https://x.example/a b",
      "https://x.example/\u{0A}", "vbscript:x", "ftp://x.example",
    ])
  func web(_ text: String) {
    #expect(Link(web: text) == nil)
  }

  @Test(
    "to the Web keeps the address as it is", arguments: ["https://x.example/ø?a=1&b=2", "HTTP://X.example"])
  func address(_ text: String) {
    #expect(Link(web: text)?.text == text)
  }

  @Test(
    "to a mailbox has an address and no fields",
    arguments: ["a@b.no?bcc=x@y.no", "a b@c.no", "none", "a%0A@b.no"])
  func mail(_ text: String) {
    #expect(Link(email: text) == nil)
    #expect(Link(email: "post@asker.no")?.text == "mailto:post@asker.no")
  }

  @Test("to a telephone has a number", arguments: ["+", "22 00", "+47;x", "+47\u{0661}"])
  func telephone(_ text: String) {
    #expect(Link(telephone: text) == nil)
    #expect(Link(telephone: "+4722000000")?.text == "tel:+4722000000")
  }
}
