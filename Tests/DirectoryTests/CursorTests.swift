import Directory
import Testing

@Suite struct CursorTests {
  @Test(
    "a cursor survives its text",
    arguments: [
      Cursor(list: 0, id: 0, key: []), Cursor(list: .max, id: .min, key: [0, 255]),
      Cursor(list: 1 << 40, id: 17, key: Array("løten".utf8)),
    ])
  func roundTrip(cursor: Cursor) {
    #expect(Cursor(text: cursor.text) == cursor)
    #expect(cursor.text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") })
  }

  @Test(
    "what is no cursor is refused",
    arguments: [
      "", "A", "AA", "=", "AQ==", "næste", "%41", String(repeating: "A", count: 3000),
      "AgAAAAAAAAAAAAAAAAAAAAA",
    ])
  func refused(text: String) {
    #expect(Cursor(text: text) == nil)
  }

  @Test("every cut and every changed character of a cursor is refused or another cursor, never a trap")
  func damaged() {
    let cursor = Cursor(list: 99, id: 7, key: [1, 2, 3])
    let text = Array(cursor.text)
    for index in text.indices {
      #expect(Cursor(text: String(text[..<index])) != cursor)
      var changed = text
      changed[index] = changed[index] == "A" ? "B" : "A"
      #expect(Cursor(text: String(changed)) != cursor)
    }
  }

  @Test("lists with different filters have different fingerprints")
  func fingerprints() {
    let all = [
      Cursor.fingerprint("members", nil, nil), Cursor.fingerprint("members", "", nil),
      Cursor.fingerprint("members", nil, ""), Cursor.fingerprint("members", "a", nil),
      Cursor.fingerprint("members", nil, "a"), Cursor.fingerprint("members", "ab", nil),
      Cursor.fingerprint("members", "a", "b"), Cursor.fingerprint("topics", nil, nil),
    ]
    #expect(Set(all).count == all.count)
    // Cursors outlive the process: the value is part of the format.
    #expect(Cursor.fingerprint("a") == 0x089b_c807_b544_c5b6)
  }

  @Test(
    "base64url as RFC 4648 has it",
    arguments: [
      ([UInt8](), ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"), (Array("foo".utf8), "Zm9v"),
      ([0xfb, 0xff], "-_8"),
    ])
  func base64(bytes: [UInt8], text: String) {
    #expect(Base64URL.encode(bytes) == text)
    #expect(Base64URL.decode(text.utf8) == bytes)
  }

  @Test(
    "left-over bits make base64url another text for the same octets: refused", arguments: ["Zh", "Zm9", "Z"])
  func canonical(text: String) {
    #expect(Base64URL.decode(text.utf8) == nil)
  }
}
