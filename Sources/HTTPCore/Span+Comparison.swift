extension Span<UInt8> {
  /// Returns the eight bytes at `offset` as one word. The load checks its bounds; it is marked unsafe for
  /// types that have invalid bit patterns, and UInt64 has none.
  @inlinable @inline(__always)
  package func word(at offset: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Whether a field value may contain all of these bytes.
  var isFieldValue: Bool {
    var index = 0
    // Eight bytes at a time; a word that may contain a forbidden byte is examined byte by byte.
    while count &- index >= 8, !word(at: index).hasControl { index &+= 8 }
    while index < count {
      guard Byte.isFieldValue(self[index]) else { return false }
      index &+= 1
    }
    return true
  }

  /// Returns true if the bytes of `range` are those of the ASCII literal.
  @inline(__always)
  package func equals(_ range: Range<Int>, _ literal: StaticString) -> Bool {
    guard range.count == literal.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let expected = unsafe literal.utf8Start[offset]
      guard self[range.lowerBound &+ offset] == expected else { return false }
    }
    return true
  }

  /// Returns true if the bytes of `range` are those of `other`.
  @inlinable @inline(__always)
  package func equals(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    let expected = other.span
    var offset = 0
    while expected.count &- offset >= 8 {
      guard word(at: range.lowerBound &+ offset) == expected.word(at: offset) else { return false }
      offset &+= 8
    }
    while offset < expected.count {
      guard self[range.lowerBound &+ offset] == expected[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// Returns true if the bytes of `range` are those of the ASCII literal, which is in lower case, when the
  /// case of ASCII letters is ignored.
  @inline(__always)
  package func equalsIgnoringCase(_ range: Range<Int>, _ literal: StaticString) -> Bool {
    guard range.count == literal.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let expected = unsafe literal.utf8Start[offset]
      guard Byte.lowercased(self[range.lowerBound &+ offset]) == expected else { return false }
    }
    return true
  }
}
