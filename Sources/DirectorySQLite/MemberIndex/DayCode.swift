/// A day as a number: 20210131 for `2021-01-31`. Numbers are in the order of the days, and of their texts.
enum DayCode {
  /// Returns the number of a day; nil for another text.
  static func code(_ text: String) -> UInt32? {
    var code: UInt32 = 0
    for (index, byte) in text.utf8.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard index < 10, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        code = code * 10 + UInt32(byte - UInt8(ascii: "0"))
      }
    }
    return text.utf8.count == 10 && code > 0 ? code : nil
  }

  /// Returns the number of codes from 1 on whose texts are before a text, or equal to it if `inclusive`. The
  /// text may be any, and is compared byte by byte as SQLite does.
  static func count(before text: String, inclusive: Bool) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (0, 99_999_999)
    while low < high {
      let middle = low + (high - low + 1) / 2
      let day = Self.text(middle)
      let isCounted =
        day.lexicographicallyPrecedes(text.utf8) || inclusive && day.elementsEqual(text.utf8)
      if isCounted { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func text(_ code: UInt32) -> [UInt8] {
    var rest = code
    var text = [UInt8](repeating: UInt8(ascii: "-"), count: 10)
    for index in [9, 8, 6, 5, 3, 2, 1, 0] {
      text[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    return text
  }
}
