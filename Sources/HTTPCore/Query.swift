/// The query of a request target, as pairs of name and value in the order in which they were sent.
package struct Query: Sendable, Equatable {
  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: String
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var parameters: [Parameter] = []

  package init(parameters: [Parameter] = []) { self.parameters = parameters }

  /// Splits at & and at the first =, then decodes. Empty pieces (`?&&a=1`) are skipped. A name without = has
  /// an empty value.
  package init(_ range: Range<Int>?, in bytes: Span<UInt8>) throws(PercentEncoding.Malformed) {
    guard let range else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      var equals: Int?
      while end < range.upperBound, bytes[end] != Byte.ampersand {
        if equals == nil, bytes[end] == Byte.equals { equals = end }
        end &+= 1
      }
      if end > start {
        let name = try PercentEncoding.decode(start..<(equals ?? end), in: bytes, plusIsSpace: true)
        let value = try equals.map { at throws(PercentEncoding.Malformed) in
          try PercentEncoding.decode(at &+ 1..<end, in: bytes, plusIsSpace: true)
        }
        parameters.append(Parameter(name: name, value: value ?? ""))
      }
      start = end &+ 1
    }
  }
}
