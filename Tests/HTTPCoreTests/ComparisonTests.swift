import Testing

@testable import HTTPCore

@Suite("Comparing bytes")
struct ComparisonTests {
  @Test("reports equality only if every byte is equal, whatever the length")
  func equals() {
    for length in 0..<18 {
      let bytes = (0..<length).map { UInt8($0 + 65) }
      // The bytes before and after the range make no difference.
      let stream = [1] + bytes + [2]
      let range = 1..<length + 1
      func isEqual(_ other: [UInt8]) -> Bool { stream.span.equals(range, other) }
      #expect(isEqual(bytes))
      #expect(!isEqual(bytes + [2]))
      #expect(length == 0 || !isEqual(Array(bytes.dropLast())))
      for place in 0..<length {
        var changed = bytes
        changed[place] ^= 0x20
        #expect(!isEqual(changed), "length \(length), byte \(place)")
      }
    }
  }

  @Test(
    "respects or ignores case, and a prefix never equals a literal",
    arguments: [
      ("gzip", true, true), ("GZIP", false, true), ("gziP", false, true), ("Gzip", false, true),
      ("gzi", false, false), ("gzipp", false, false), ("gzi0", false, false), ("xzip", false, false),
      ("", false, false), ("gz\u{12}p", false, false),
    ])
  func literal(_ text: String, _ isEqual: Bool, _ isEqualIgnoringCase: Bool) {
    let stream = Array("<\(text)>".utf8)
    let range = 1..<stream.count - 1
    let bytes = stream.span
    let result = (bytes.equals(range, "gzip"), bytes.equalsIgnoringCase(range, "gzip"))
    #expect(result == (isEqual, isEqualIgnoringCase))
  }

  @Test("finds a byte that a field value may not contain, at every position and for every length")
  func fieldValue() {
    for length in 0..<20 {
      let plain = [UInt8](repeating: 0xE6, count: length)
      #expect(isFieldValue(plain) && isFieldValue(plain + [9]))
      for place in 0..<length {
        for byte: UInt8 in [0, 10, 13, 31, 127] {
          var changed = plain
          changed[place] = byte
          #expect(!isFieldValue(changed), "length \(length), byte \(place)")
        }
        for byte: UInt8 in [9, 32, 126, 128] {
          var changed = plain
          changed[place] = byte
          #expect(isFieldValue(changed), "length \(length), byte \(place)")
        }
      }
    }
  }

  private func isFieldValue(_ bytes: [UInt8]) -> Bool { bytes.span.isFieldValue }

  @Test("finds each value at each position of eight bytes at a time, and reports nothing else")
  func words() {
    for place in 0..<8 {
      for byte in UInt64(0)...255 {
        // One byte has the value that is tested, and the seven others match nothing.
        let word = 0x4141_4141_4141_4141 & ~(255 << UInt64(place * 8)) | byte << UInt64(place * 8)
        #expect((word.bytes(below: 32) != 0) == (byte < 32), "byte \(byte) in place \(place)")
        #expect((word.bytes(equalTo: 34) != 0) == (byte == 34), "byte \(byte) in place \(place)")
        #expect(word.hasControl == (byte < 32 || byte == 127), "byte \(byte) in place \(place)")
      }
    }
  }
}

@Suite("Reading bytes")
struct ReadingTests {
  @Test(
    "accepts only digits as a decimal number, up to the largest Int",
    arguments: [
      ("0", 0), ("9", 9), ("10", 10), ("007", 7), ("65535", 65_535),
      ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("9223372036854775810", nil),
      ("92233720368547758070", nil), ("", nil), ("+5", nil), ("-5", nil), ("5 ", nil), (" 5", nil),
      ("1_0", nil), ("0x5", nil), ("1/", nil), ("1:", nil),
    ] as [(String, Int?)])
  func decimal(_ text: String, _ number: Int?) {
    let stream = Array("1\(text)1".utf8)
    let result = stream.span.decimal(1..<stream.count - 1)
    #expect(result == number)
  }

  @Test(
    "leaves out blanks at the beginning and the end, and no others",
    arguments: [
      ("a", "a"), (" a", "a"), ("a ", "a"), (" \t a b\t ", "a b"), ("", ""), (" ", ""), (" \t", ""),
      ("\na", "\na"),
    ])
  func trimming(_ text: String, _ trimmed: String) {
    // Blanks outside the range make no difference.
    let stream = Array(" \(text) ".utf8)
    let bytes = stream.span
    let result = bytes.text(bytes.trimmingBlanks(1..<stream.count - 1))
    #expect(result == trimmed)
  }

  @Test(
    "returns each element of a list that isn't empty",
    arguments: [
      ("a", ["a"]), ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), (",a,,b,", ["a", "b"]), ("", []),
      (",", []), (" , ", []), ("a b;c", ["a b;c"]), ("a,b,c", ["a", "b", "c"]),
    ])
  func list(_ text: String, _ elements: [String]) {
    let stream = Array(text.utf8)
    let bytes = stream.span
    var found: [String] = []
    bytes.forEachListElement(of: 0..<stream.count) { found.append(bytes.text($0)) }
    #expect(found == elements)
  }
}

@Suite("Appending to bytes")
struct AppendingTests {
  @Test(
    "writes the decimal digits of a number",
    arguments: [
      0, 1, 9, 10, 11, 99, 100, 101, 999, 1_000, 1_234_567_890, -1, -9, -10, -100, Int.max, Int.min,
      Int.max - 1, 1_000_000_000_000_000_000, 999_999_999_999_999_999,
    ])
  func decimal(_ number: Int) {
    var bytes: [UInt8] = [65]
    bytes.append(decimal: number)
    #expect(String(decoding: bytes, as: UTF8.self) == "A\(number)")
  }

  @Test(
    "writes the last two digits of a number",
    arguments: [(0, "00"), (7, "07"), (42, "42"), (99, "99"), (2_026, "26")])
  func twoDigits(_ number: Int, _ text: String) {
    var bytes: [UInt8] = []
    bytes.append(twoDigits: number)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test("leaves out what doesn't fit into the reserved space")
  func room() {
    var bytes: [UInt8] = [1]
    let text: [UInt8] = [2, 3, 4]
    bytes.append(addingCapacity: 4) { room in
      room.append(text.span)
      room.append("ab" as StaticString)
    }
    #expect(bytes.count >= 5 && bytes.starts(with: [1, 2, 3, 4, 97]))
  }
}
