import Directory
import Testing

@Suite("Base64url") struct Base64URLTests {
  @Test(
    "is as RFC 4648 defines it, with the padded form beside it",
    arguments: [
      ([UInt8](), "", ""), (Array("f".utf8), "Zg", "Zg=="), (Array("fo".utf8), "Zm8", "Zm8="),
      (Array("foo".utf8), "Zm9v", "Zm9v"), (Array("foob".utf8), "Zm9vYg", "Zm9vYg=="),
      ([0xfb, 0xff], "-_8", "+/8="), ([0x00, 0x10, 0x83], "ABCD", "ABCD"),
    ])
  func vectors(bytes: [UInt8], text: String, padded: String) {
    #expect(Base64URL.encode(bytes) == text)
    #expect(Base64URL.encodePadded(bytes) == padded)
    #expect(Base64URL.decode(text.utf8) == bytes)
  }

  @Test("has a character for each of the 64 values")
  func alphabet() throws {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    let bytes = try #require(Base64URL.decode(alphabet.utf8))
    #expect(bytes.count == 48)
    #expect(Base64URL.encode(bytes) == alphabet)
  }

  @Test(
    "that isn't canonical, or has another character, is refused",
    arguments: [
      "Zh", "Zm9", "Z", "Zm9vY", "Zg==", "Zm8=", "+/8", "Zm 8", "Zæ", "@A", "[A", "`A", "{A", "/A", ":A",
    ])
  func refused(text: String) {
    #expect(Base64URL.decode(text.utf8) == nil)
  }
}
