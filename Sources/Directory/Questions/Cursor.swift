/// The place in a list after which the next page starts: a keyset, so that pages stay true while rows are
/// written, and cost the same however far down the list they are.
package struct Cursor: Sendable, Hashable {
  /// Fingerprint of the list and its filters; a cursor of another list is refused, not misread.
  package let list: UInt64
  /// The store's own number of the last item seen.
  package let id: Int64
  /// What the last item seen was sorted by: the collation key of its name, or the store's own coding of
  /// several values.
  package let key: [UInt8]

  package init(list: UInt64, id: Int64, key: [UInt8]) {
    self.list = list
    self.id = id
    self.key = key
  }
}

/// The opaque text that clients carry: base64url of a version octet, the list, the id and the key.
extension Cursor {
  private static let version: UInt8 = 1
  private static let headLength = 1 + 8 + 8
  /// Ten times the key of the longest name that a document may hold is not needed; nor is a URL of that size.
  package static let maximumTextLength = 2048

  package var text: String {
    var bytes = [Self.version]
    bytes.reserveCapacity(Self.headLength + key.count)
    for word in [list, UInt64(bitPattern: id)] {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    bytes += key
    return Base64URL.encode(bytes)
  }

  /// Nil for anything that `text` did not make.
  package init?(text: String) {
    guard text.utf8.count <= Self.maximumTextLength,
      let bytes = Base64URL.decode(text.utf8),
      bytes.count >= Self.headLength, bytes[0] == Self.version
    else { return nil }
    func word(at start: Int) -> UInt64 {
      bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(
      list: word(at: 1), id: Int64(bitPattern: word(at: 9)), key: Array(bytes[Self.headLength...]))
  }
}

extension Cursor {
  /// A hash of the name of a list and its filters that is the same in every process. It guards against mistakes, not
  /// against forgery, which would gain nothing.
  package static func fingerprint(_ parts: String?...) -> UInt64 { fingerprint(parts) }

  package static func fingerprint(_ parts: [String?]) -> UInt64 {
    var hash = FNV1a()
    for part in parts {
      // 0xFF and 0xFE never occur in UTF-8: nil, "" and neighbouring parts differ.
      guard let part else {
        hash.add(0xff)
        continue
      }
      for byte in part.utf8 { hash.add(byte) }
      hash.add(0xfe)
    }
    return hash.hash
  }
}
