internal import Directory
internal import SQLite

/// Encodes the values that a row is sorted by as the bytes of a cursor. Each value has one byte for its kind.
/// The eight bytes of an integer follow, or the length of a text or a blob in two bytes and its bytes.
/// Collation keys have at most 1,024 bytes, so two bytes are enough for a length.
enum KeysetKey {
  private static let integer: UInt8 = 1
  private static let text: UInt8 = 2
  private static let blob: UInt8 = 3

  static func encode(_ values: [Value]) -> [UInt8] {
    var key: [UInt8] = []
    for value in values {
      switch value {
      case .integer(let number):
        key.append(integer)
        key += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
      case .text(let string): append(text, Array(string.utf8), to: &key)
      case .blob(let bytes): append(blob, bytes, to: &key)
      // No list is sorted by these.
      case .real, .null: append(blob, [], to: &key)
      }
    }
    return key
  }

  /// Returns the values of a key, or nil if the key isn't one that `encode` makes of `count` values.
  static func decode(_ key: [UInt8], count: Int) -> [Value]? {
    var values: [Value] = []
    var rest = key[...]
    while let kind = rest.popFirst() {
      let length: Int
      if kind == integer {
        length = 8
      } else {
        guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
        length = Int(high) << 8 | Int(low)
      }
      guard rest.count >= length else { return nil }
      let bytes = rest.prefix(length)
      rest = rest.dropFirst(length)
      switch kind {
      case integer: values.append(.integer(bytes.reduce(0) { $0 << 8 | Int64($1) }))
      case text:
        guard let string = String(validating: bytes, as: UTF8.self) else { return nil }
        values.append(.text(string))
      case blob: values.append(.blob(Array(bytes)))
      default: return nil
      }
    }
    return values.count == count ? values : nil
  }

  private static func append(_ kind: UInt8, _ bytes: [UInt8], to key: inout [UInt8]) {
    let kept = bytes.prefix(Int(UInt16.max))
    key.append(kind)
    key.append(UInt8(truncatingIfNeeded: kept.count >> 8))
    key.append(UInt8(truncatingIfNeeded: kept.count))
    key += kept
  }
}
