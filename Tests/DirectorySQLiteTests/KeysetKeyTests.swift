import SQLite
import Testing

@testable import DirectorySQLite

@Suite("The key of a cursor") struct KeysetKeyTests {
  private static let values: [[Value]] = [
    [], [.integer(0 as Int64)], [.integer(Int64.min)], [.integer(Int64.max)],
    [.integer(-1 as Int64), .integer(258 as Int64)], [.text("")],
    [.text("Ås")], [.blob([])], [.blob([0, 255, 1])],
    [.text("a"), .integer(7 as Int64), .blob([1]), .text("b")],
    [.blob(Array(repeating: 7, count: 300)), .text(String(repeating: "å", count: 400))],
  ]

  @Test("encodes the values that a row is sorted by", arguments: values)
  func roundTrip(values: [Value]) {
    let key = KeysetKey.encode(values)
    #expect(KeysetKey.decode(key, count: values.count) == values)
    #expect(KeysetKey.decode(key, count: values.count + 1) == nil)
    #expect(values.isEmpty || KeysetKey.decode(key, count: values.count - 1) == nil)
  }

  @Test("is refused if it is truncated or extended", arguments: values)
  func cut(values: [Value]) {
    let key = KeysetKey.encode(values)
    for length in key.indices { #expect(KeysetKey.decode(Array(key[..<length]), count: values.count) == nil) }
    #expect(KeysetKey.decode(key + [3], count: values.count) == nil)
    #expect(KeysetKey.decode(key + [3, 0, 0], count: values.count) == nil)
  }

  @Test("has a byte for the kind, and a length of two bytes or an integer of eight, the high byte first")
  func form() {
    #expect(KeysetKey.encode([.integer(258 as Int64)]) == [1, 0, 0, 0, 0, 0, 0, 1, 2])
    #expect(KeysetKey.encode([.text("ab")]) == [2, 0, 2, 97, 98])
    #expect(KeysetKey.encode([.blob(Array(repeating: 9, count: 259))]).prefix(4) == [3, 1, 3, 9])
    #expect(KeysetKey.encode([.null, .real(1)]) == [3, 0, 0, 3, 0, 0])
    let long = KeysetKey.encode([.blob(Array(repeating: 9, count: 70_000))])
    #expect(long.count == 3 + 65_535 && long.prefix(3) == [3, 255, 255])
  }

  @Test("is refused if it has an unknown kind or a text that isn't UTF-8")
  func malformed() {
    #expect(KeysetKey.decode([0, 0, 0], count: 1) == nil)
    #expect(KeysetKey.decode([4, 0, 0], count: 1) == nil)
    #expect(KeysetKey.decode([2, 0, 1, 0xff], count: 1) == nil)
    #expect(KeysetKey.decode([3, 0, 1, 0xff], count: 1) == [.blob([0xff])])
  }
}
