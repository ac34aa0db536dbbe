extension Span<UInt8> {
  /// Returns `range` without the spaces and tabs at both ends (OWS, RFC 9110 §5.6.3).
  @inline(__always)
  package func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Byte.isBlank(self[start]) { start &+= 1 }
    while end > start, Byte.isBlank(self[end &- 1]) { end &-= 1 }
    return start..<end
  }

  /// Calls `body` with each element of a comma-separated list (RFC 9110 §5.6.1) that isn't empty. The list
  /// must not contain quoted strings.
  @inline(__always)
  package func forEachListElement(of value: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = value.lowerBound
    while start < value.upperBound {
      var end = start
      while end < value.upperBound, self[end] != Byte.comma { end &+= 1 }
      let element = trimmingBlanks(start..<end)
      if !element.isEmpty { body(element) }
      start = end &+ 1
    }
  }

  /// Returns 1*DIGIT as a number. Returns nil for anything else, including a sign (`Int("+5")` accepts one)
  /// and a number that overflows.
  package func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      guard Byte.isDigit(self[index]) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(self[index] &- Byte.zero))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// Returns a copy of `range` as an array.
  package func array(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Returns the bytes of `range` as text. Malformed UTF-8 is repaired, so use it for messages and logs and
  /// never for a decision.
  package func text(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
