/// The header of an entry of a tar archive in the format ustar (POSIX.1-1988; IEEE Std 1003.1, pax).
struct TarHeader: Equatable {
  /// The length of a header, and of the blocks that contents are filled up to.
  static let block = 512
  /// The largest size that eleven octal digits hold.
  static let mostBytes = 1 << 33 - 1
  /// What follows the last entry.
  static let end = [UInt8](repeating: 0, count: 2 * block)

  /// The path, of at most 100 bytes when it is written.
  var name: String
  var size: Int
  var kind = Kind.file

  enum Kind: Equatable {
    case file, folder, link
    /// An entry that only says something of another one.
    case attributes
    case other
  }

  /// The bytes that fill up the last block of the content.
  var padding: Int { (Self.block - size % Self.block) % Self.block }

  /// Nothing but name and size differs between the headers of two exports: neither time nor owner is written.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.block)
    func put(_ text: String, at start: Int) {
      for (index, byte) in text.utf8.enumerated() { bytes[start + index] = byte }
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(Self.octal(size, digits: 11), at: 124)
    put(Self.octal(0, digits: 11), at: 136)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(Self.octal(Self.checksum(of: bytes[...]), digits: 6), at: 148)
    bytes[155] = UInt8(ascii: " ")
    return bytes
  }

  init(_ name: String, size: Int) {
    self.name = name
    self.size = size
  }

  /// Creates the header in a block. Returns nil for anything else, such as a block with a wrong checksum.
  init?(_ block: ArraySlice<UInt8>) {
    func field(_ start: Int, _ count: Int) -> ArraySlice<UInt8> {
      block[(block.startIndex + start)..<(block.startIndex + start + count)]
    }
    guard block.count == Self.block, field(257, 5).elementsEqual("ustar".utf8),
      Self.number(field(148, 8)) == Self.checksum(of: block), let size = Self.number(field(124, 12))
    else { return nil }
    let prefix = field(263, 1).first == UInt8(ascii: "0") ? Self.text(field(345, 155)) : ""
    let name = Self.text(field(0, 100))
    self.name = prefix.isEmpty ? name : prefix + "/" + name
    self.size = size
    kind = Self.kind(field(156, 1).first ?? 0)
  }

  private static func kind(_ flag: UInt8) -> Kind {
    switch Unicode.Scalar(flag) {
    case "0", "\0", "7": .file
    case "5": .folder
    case "1", "2": .link
    case "x", "g", "L", "K": .attributes
    default: .other
    }
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// Returns the octal number of a field, which may have blanks before it and a blank or NUL after it.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The sum of all bytes, of which those of the checksum itself count as blanks.
  private static func checksum(of block: ArraySlice<UInt8>) -> Int {
    block.enumerated().reduce(0) { sum, item in
      sum + ((148..<156).contains(item.offset) ? 0x20 : Int(item.element))
    }
  }
}
