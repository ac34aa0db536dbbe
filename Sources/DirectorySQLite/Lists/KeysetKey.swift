internal import Directory
internal import SQLite

/// What a row is sorted by, as the octets that a cursor carries: for each value its kind, and its eight octets
/// or its length and octets. Names of 1,024 octets and lengths of 16 bits suit each other.
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
      // Nothing is sorted by these.
      case .real, .null: append(blob, [], to: &key)
      }
    }
    return key
  }

  /// Nil for anything that `encode` did not make of so many values.
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
      let octets = rest.prefix(length)
      rest = rest.dropFirst(length)
      switch kind {
      case integer: values.append(.integer(octets.reduce(0) { $0 << 8 | Int64($1) }))
      case text:
        guard let string = String(validating: octets, as: UTF8.self) else { return nil }
        values.append(.text(string))
      case blob: values.append(.blob(Array(octets)))
      default: return nil
      }
    }
    return values.count == count ? values : nil
  }

  private static func append(_ kind: UInt8, _ octets: [UInt8], to key: inout [UInt8]) {
    let kept = octets.prefix(Int(UInt16.max))
    key.append(kind)
    key.append(UInt8(truncatingIfNeeded: kept.count >> 8))
    key.append(UInt8(truncatingIfNeeded: kept.count))
    key += kept
  }
}
