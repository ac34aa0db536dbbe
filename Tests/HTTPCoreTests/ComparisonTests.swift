import HTTPCore
import Testing

@Suite("Comparing bytes")
struct ComparisonTests {
  @Test("finds equal only what is equal in each byte, whatever the length")
  func equals() {
    for length in 0..<18 {
      let bytes = (0..<length).map { UInt8($0 + 65) }
      // Other bytes before and after, so that the range counts and not the whole.
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
}
