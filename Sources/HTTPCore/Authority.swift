/// A host with an optional port, uri-host [ ":" port ] (RFC 9110 §4.2, RFC 3986 §3.2), as offsets.
package struct Authority {
  package let host: Range<Int>
  /// Nil if there is no colon. Empty if nothing follows the colon, which RFC 3986 §3.2.3 allows.
  package let port: Range<Int>?

  /// Returns nil if the bytes aren't an authority. The caller has to check for an empty host: Host may be
  /// empty (RFC 9110 §7.2), but the authority of an http URI may not (RFC 9110 §4.2.1).
  package static func parse(_ range: Range<Int>, in bytes: Span<UInt8>) -> Authority? {
    var index = range.lowerBound
    if index < range.upperBound, bytes[index] == Byte.openBracket {
      while index < range.upperBound, bytes[index] != Byte.closeBracket { index &+= 1 }
      guard index < range.upperBound, isLiteral(range.lowerBound &+ 1..<index, in: bytes) else { return nil }
      index &+= 1
    } else {
      guard let end = endOfRegisteredName(range, in: bytes) else { return nil }
      index = end
    }
    let host = range.lowerBound..<index
    guard index < range.upperBound else { return Authority(host: host, port: nil) }
    guard bytes[index] == Byte.colon else { return nil }
    let port = index &+ 1..<range.upperBound
    if port.isEmpty { return Authority(host: host, port: port) }
    guard let number = bytes.decimal(port), number <= 65_535 else { return nil }
    return Authority(host: host, port: port)
  }

  /// Returns where a reg-name ends, at a colon or at the end of the range. An IPv4 address is a reg-name too.
  private static func endOfRegisteredName(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] != Byte.colon {
      if bytes[index] == Byte.percent {
        guard range.upperBound &- index >= 3, Byte.hexValue(bytes[index &+ 1]) != nil,
          Byte.hexValue(bytes[index &+ 2]) != nil
        else { return nil }
        index &+= 3
      } else {
        guard Byte.isRegisteredName(bytes[index]) else { return nil }
        index &+= 1
      }
    }
    return index
  }

  private static func isLiteral(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard let first = range.first else { return false }
    return Byte.lowercased(bytes[first]) == 0x76
      ? isFutureAddress(range, in: bytes) : isIPv6(range, in: bytes)
  }

  /// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
  private static func isFutureAddress(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var index = range.lowerBound &+ 1
    let digits = index
    while index < range.upperBound, Byte.hexValue(bytes[index]) != nil { index &+= 1 }
    guard index > digits, index < range.upperBound, bytes[index] == Byte.dot else { return false }
    let rest = index &+ 1..<range.upperBound
    return !rest.isEmpty && rest.allSatisfy { Byte.isRegisteredName(bytes[$0]) || bytes[$0] == Byte.colon }
  }

  /// Returns true for eight groups of 1*4HEXDIG. "::" may replace one or more groups of zeros once, and an
  /// IPv4 address may replace the last two groups.
  private static func isIPv6(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var groups = 0
    var compressed = false
    var index = range.lowerBound
    if range.count >= 2, bytes[index] == Byte.colon {
      guard bytes[index &+ 1] == Byte.colon else { return false }
      compressed = true
      index &+= 2
    }
    while index < range.upperBound {
      let start = index
      while index < range.upperBound, Byte.hexValue(bytes[index]) != nil { index &+= 1 }
      if index < range.upperBound, bytes[index] == Byte.dot {
        guard isIPv4(start..<range.upperBound, in: bytes) else { return false }
        groups &+= 2
        break
      }
      guard 1...4 ~= index &- start else { return false }
      groups &+= 1
      guard index < range.upperBound else { break }
      guard bytes[index] == Byte.colon else { return false }
      index &+= 1
      guard index < range.upperBound else { return false }
      if bytes[index] == Byte.colon {
        guard !compressed else { return false }
        compressed = true
        index &+= 1
      }
    }
    return compressed ? groups < 8 : groups == 8
  }

  /// Returns true for four decimal numbers up to 255 without leading zeros (RFC 3986 §3.2.2, dec-octet).
  private static func isIPv4(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var numbers = 0
    var index = range.lowerBound
    while true {
      let start = index
      while index < range.upperBound, Byte.isDigit(bytes[index]) { index &+= 1 }
      let digits = start..<index
      guard 1...3 ~= digits.count, let value = bytes.decimal(digits), value <= 255 else { return false }
      guard digits.count == 1 || bytes[start] != Byte.zero else { return false }
      numbers &+= 1
      guard index < range.upperBound else { return numbers == 4 }
      guard bytes[index] == Byte.dot else { return false }
      index &+= 1
    }
  }
}
