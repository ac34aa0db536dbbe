/// How stored rows have to be turned and mirrored to be shown, as in the tag 0x0112 of TIFF 6.0: 1 to 8.
enum Orientation {
  static let upright = 1

  /// Reports whether rows are shown as columns, so that width and height change places.
  static func swapsSides(_ orientation: Int) -> Bool { orientation >= 5 }

  private static let tag = 0x0112
  private static let short = 3

  /// Returns the orientation in the first directory of EXIF data, which begin with the header of TIFF.
  /// Returns 1 if there is none, or none that has a meaning, as browsers do.
  static func read(_ tiff: ArraySlice<UInt8>) -> Int {
    let isLittle = tiff.starts(with: [0x49, 0x49, 0x2A, 0])
    guard tiff.count >= 8, isLittle || tiff.starts(with: [0x4D, 0x4D, 0, 0x2A]) else { return upright }
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= tiff.count - count else { return nil }
      let start = tiff.startIndex + offset
      let digits = tiff[start..<start + count]
      return isLittle
        ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return upright }
    for entry in 0..<count {
      let start = directory + 2 + entry * 12
      guard let name = number(start, 2) else { return upright }
      guard name == tag else { continue }
      guard number(start + 2, 2) == short, let value = number(start + 8, 2), (1...8).contains(value) else {
        return upright
      }
      return value
    }
    return upright
  }

  /// Returns EXIF data that say only this.
  static func tiff(_ orientation: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x4D, 0x4D, 0, 0x2A]
    bytes.appendBigEndian(8, 4)
    bytes.appendBigEndian(1, 2)
    bytes.appendBigEndian(tag, 2)
    bytes.appendBigEndian(short, 2)
    bytes.appendBigEndian(1, 4)
    bytes.appendBigEndian(orientation, 2)
    bytes.appendBigEndian(0, 2)
    bytes.appendBigEndian(0, 4)
    return bytes
  }
}
