import Directory
import Testing

@Suite struct CursorTests {
  @Test(
    "a cursor can be read from its text",
    arguments: [
      Cursor(list: 0, id: 0, key: []), Cursor(list: .max, id: .min, key: [0, 255]),
      Cursor(list: 1 << 40, id: 17, key: Array("løten".utf8)),
    ])
  func roundTrip(cursor: Cursor) {
    #expect(Cursor(text: cursor.text) == cursor)
    #expect(cursor.text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") })
  }

  @Test(
    "a text that isn't that of a cursor is refused",
    arguments: [
      "", "A", "AA", "=", "AQ==", "næste", "%41", String(repeating: "A", count: 3000),
      "AgAAAAAAAAAAAAAAAAAAAAA",
    ])
  func refused(text: String) {
    #expect(Cursor(text: text) == nil)
  }

  @Test("the text of a cursor, if it is truncated or changed, is refused or is another cursor")
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
    // Clients keep cursors over a restart of the server, so the value is part of the format.
    #expect(Cursor.fingerprint("a") == 0x089b_c807_b544_c5b6)
  }

  @Test("a cursor has one version, and a text of at most 2,048 characters")
  func limits() throws {
    let head = Array(repeating: UInt8(0), count: 16)
    #expect(Cursor(text: Base64URL.encode([1] + head)) == Cursor(list: 0, id: 0, key: []))
    #expect(Cursor(text: Base64URL.encode([2] + head)) == nil)
    #expect(Cursor(text: Base64URL.encode([1] + head.dropLast())) == nil)
    let longest = Cursor(list: 1, id: 2, key: Array(repeating: 3, count: 1536 - 17))
    #expect(longest.text.utf8.count == Cursor.maximumTextLength)
    #expect(Cursor(text: longest.text) == longest)
    #expect(Cursor(text: Cursor(list: 1, id: 2, key: longest.key + [3]).text) == nil)
  }

  @Test(
    "the text of a cursor is the version, the list, the id and the key, each number with its high byte first")
  func form() {
    let cursor = Cursor(list: 0x0102_0304_0506_0708, id: -2, key: [9, 10])
    let bytes: [UInt8] = [1, 1, 2, 3, 4, 5, 6, 7, 8] + Array(repeating: 0xff, count: 7) + [0xfe, 9, 10]
    #expect(cursor.text == Base64URL.encode(bytes))
  }
}
