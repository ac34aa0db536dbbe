/// The place in a list after which the next page starts. It holds the values of the last row (keyset
/// pagination), so that rows which are written meanwhile neither repeat nor hide others, and a page costs the
/// same anywhere in the list.
package struct Cursor: Sendable, Hashable {
  /// A fingerprint of the list, its filters and its order, by which a cursor of another list is refused.
  package let list: UInt64
  /// The store's number for the last item of the page before; it orders items that have the same key.
  package let id: Int64
  /// The values by which that item was sorted, as the store encodes them.
  package let key: [UInt8]

  package init(list: UInt64, id: Int64, key: [UInt8]) {
    self.list = list
    self.id = id
    self.key = key
  }
}

/// The opaque text that clients send back: a version byte, the list, the id and the key as base64url.
extension Cursor {
  private static let version: UInt8 = 1
  private static let headLength = 1 + 8 + 8
  /// A key that is longer than the collation key of the longest name doesn't occur, and URLs should stay
  /// shorter.
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

  /// Returns nil for a text that isn't the `text` of a cursor.
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
  /// Returns a hash (FNV-1a) of the name of a list, its filters and its order. Unlike Swift's Hasher, it is
  /// the same in each process. It protects against mistakes; a forged cursor would gain nothing.
  package static func fingerprint(_ parts: String?...) -> UInt64 { fingerprint(parts) }

  package static func fingerprint(_ parts: [String?]) -> UInt64 {
    var hash = FNV1a()
    for part in parts {
      // 0xFF and 0xFE don't occur in UTF-8, so nil, "" and the borders of parts are distinct.
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
