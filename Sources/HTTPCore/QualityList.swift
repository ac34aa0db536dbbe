/// Lists of weighted elements: `gzip;q=0.8, identity;q=0` (RFC 9110 §12.4.2, §12.5).
enum QualityList {
  /// Calls `body` with each element's name, without its parameters, and its weight in thousandths. An element
  /// whose weight is malformed is skipped, as if it were not there.
  @inline(__always)
  static func forEach(
    _ value: Range<Int>, in bytes: Span<UInt8>,
    _ body: (_ name: Range<Int>, _ weight: Int) -> Void
  ) {
    bytes.forEachListElement(of: value) { element in
      var nameEnd = element.lowerBound
      while nameEnd < element.upperBound, bytes[nameEnd] != Byte.semicolon { nameEnd &+= 1 }
      let name = bytes.trimmingBlanks(element.lowerBound..<nameEnd)
      var weight: Int? = 1_000
      var start = nameEnd
      while start < element.upperBound {
        let parameterStart = start &+ 1
        var end = parameterStart
        while end < element.upperBound, bytes[end] != Byte.semicolon { end &+= 1 }
        let parameter = bytes.trimmingBlanks(parameterStart..<end)
        if parameter.count >= 2, Byte.lowercased(bytes[parameter.lowerBound]) == 0x71,
          bytes[parameter.lowerBound &+ 1] == Byte.equals
        {
          weight = thousandths(parameter.lowerBound &+ 2..<parameter.upperBound, in: bytes)
          break
        }
        start = end
      }
      if let weight { body(name, weight) }
    }
  }

  /// qvalue = ( "0" [ "." 0*3DIGIT ] ) / ( "1" [ "." 0*3("0") ] )
  static func thousandths(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard 1...5 ~= range.count else { return nil }
    let whole = bytes[range.lowerBound] &- Byte.zero
    guard whole <= 1 else { return nil }
    var value = Int(whole) &* 1_000
    guard range.count > 1 else { return value }
    guard bytes[range.lowerBound &+ 1] == Byte.dot else { return nil }
    var unit = 100
    for index in range.dropFirst(2) {
      guard Byte.isDigit(bytes[index]) else { return nil }
      value &+= Int(bytes[index] &- Byte.zero) &* unit
      unit /= 10
    }
    return value <= 1_000 ? value : nil
  }
}
