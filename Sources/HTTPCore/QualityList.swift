/// Lists of weighted elements: `gzip;q=0.8, identity;q=0` (RFC 9110 §12.4.2, §12.5).
enum QualityList {
  /// The weight of an element whose weight is malformed. The client has named it, so it is accepted; but
  /// anything else that is accepted is preferred.
  private static let least = 1

  /// Calls `body` with each element's name, without its parameters, and its weight in thousandths.
  @inline(__always)
  static func forEach(
    _ value: Range<Int>, in bytes: Span<UInt8>,
    _ body: (_ name: Range<Int>, _ weight: Int) -> Void
  ) {
    bytes.forEachListElement(of: value) { element in
      var nameEnd = element.lowerBound
      while nameEnd < element.upperBound, bytes[nameEnd] != Byte.semicolon { nameEnd &+= 1 }
      let name = bytes.trimmingBlanks(element.lowerBound..<nameEnd)
      var weight = 1_000
      var start = nameEnd
      while start < element.upperBound {
        let parameterStart = start &+ 1
        var end = parameterStart
        while end < element.upperBound, bytes[end] != Byte.semicolon { end &+= 1 }
        let parameter = bytes.trimmingBlanks(parameterStart..<end)
        if parameter.count >= 2, Byte.lowercased(bytes[parameter.lowerBound]) == 0x71,
          bytes[parameter.lowerBound &+ 1] == Byte.equals
        {
          weight = thousandths(parameter.lowerBound &+ 2..<parameter.upperBound, in: bytes) ?? least
          break
        }
        start = end
      }
      body(name, weight)
    }
  }

  /// Returns the weight in thousandths, or nil if it is malformed:
  /// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] ).
  ///
  /// Two forms that clients send although the grammar doesn't have them are read as well: `.2`, which old
  /// versions of Java send (JDK-8163921), and fractions with more than three digits.
  static func thousandths(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard let first = range.first else { return nil }
    var index = first
    var value = 0
    if bytes[first] != Byte.dot {
      let whole = bytes[first] &- Byte.zero
      guard whole <= 1 else { return nil }
      value = Int(whole) &* 1_000
      index &+= 1
      guard index < range.upperBound else { return value }
    } else if range.count == 1 {
      return nil
    }
    guard bytes[index] == Byte.dot else { return nil }
    var unit = 100
    var hasMore = false
    for index in index &+ 1..<range.upperBound {
      guard Byte.isDigit(bytes[index]) else { return nil }
      value &+= Int(bytes[index] &- Byte.zero) &* unit
      if unit == 0, bytes[index] != Byte.zero { hasMore = true }
      unit /= 10
    }
    // A weight that is rounded to zero would exclude what has it.
    if hasMore, value == 0 || value == 1_000 { value &+= 1 }
    return value <= 1_000 ? value : nil
  }
}
