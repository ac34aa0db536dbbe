/// A PNG file (W3C, third edition): a signature, and chunks with a length, a type, data and a checksum.
struct PNGFile {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private var input: FileBytes
  private var output = PNGFile.signature
  private var header: (width: Int, height: Int, colour: Int)?
  private var state = State.beforeData
  /// The chunks that were copied so far and may occur once.
  private var seen: Set<String> = []

  private enum State { case beforeData, inData, afterData }

  /// The chunks that change how a picture looks and are needed to show it, with the lengths that they may
  /// have.
  private static let shown: [String: ClosedRange<Int>] = [
    "PLTE": 3...768, "tRNS": 1...256, "gAMA": 4...4, "cHRM": 32...32, "sRGB": 1...1, "sBIT": 1...4,
    "cICP": 4...4, "bKGD": 1...6, "pHYs": 9...9, "iCCP": 4...(4 << 20),
  ]

  static func cleaned(_ file: [UInt8]) throws(PictureError) -> Picture {
    var png = PNGFile(input: FileBytes(file, .png))
    return try png.copy()
  }

  private init(input: FileBytes) {
    self.input = input
    output.reserveCapacity(input.end)
  }

  private mutating func copy() throws(PictureError) -> Picture {
    _ = try input.take(Self.signature.count)
    while true {
      let length = try input.bigEndian(4)
      let typed = try input.take(4)
      guard length <= Int(Int32.max), typed.allSatisfy({ isLetter($0) }) else {
        throw malformed("a chunk has a wrong length or type")
      }
      let type = String(decoding: typed, as: UTF8.self)
      let content = try input.take(length)
      let checksum = try input.bigEndian(4)
      guard CRC32.checksum(typed, content) == UInt32(truncatingIfNeeded: checksum) else {
        throw malformed("the checksum of the chunk \(type) is wrong")
      }
      if try chunk(type, content) { append(type, content, checksum) }
      if type == "IEND" { break }
    }
    guard let header else { throw malformed("it has no header") }
    return Picture(.png, width: header.width, height: header.height, bytes: output)
  }

  private func malformed(_ reason: String) -> PictureError { .malformed(.png, reason) }

  private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  private mutating func append(_ type: String, _ content: ArraySlice<UInt8>, _ checksum: Int) {
    output.appendBigEndian(content.count, 4)
    output += type.utf8
    output += content
    output.appendBigEndian(checksum, 4)
  }

  /// Checks a chunk, and returns true if it is copied.
  private mutating func chunk(_ type: String, _ content: ArraySlice<UInt8>) throws(PictureError) -> Bool {
    guard header != nil || type == "IHDR" else { throw malformed("it doesn't begin with its header") }
    if type != "IDAT", state == .inData { state = .afterData }
    switch type {
    case "IHDR":
      try readHeader(content)
      return true
    case "IDAT":
      guard state != .afterData else { throw malformed("its data are in two places") }
      guard header?.colour != 3 || seen.contains("PLTE") else { throw malformed("it has no palette") }
      state = .inData
      return true
    case "IEND":
      guard state == .afterData else { throw malformed("it has no picture data") }
      guard content.isEmpty else { throw malformed("its end has a wrong length") }
      return true
    case "acTL", "fcTL", "fdAT": throw .animated(.png)
    case "eXIf":
      guard Orientation.read(content) == Orientation.upright else { throw .turned(.png) }
      return false
    default: return try isShown(type, content)
    }
  }

  /// IHDR: the sides, the bits of a sample, the type of colour, compression, filter and interlace.
  private mutating func readHeader(_ content: ArraySlice<UInt8>) throws(PictureError) {
    guard header == nil else { throw malformed("it has two headers") }
    guard content.count == 13 else { throw malformed("its header has a wrong length") }
    let width = content.pair(0) << 16 | content.pair(2)
    let height = content.pair(4) << 16 | content.pair(6)
    try Picture.check(width: width, height: height, .png)
    let depths: [Int: [Int]] = [
      0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
    guard depths[content.at(9)]?.contains(content.at(8)) == true, content.at(10) == 0, content.at(11) == 0,
      content.at(12) <= 1
    else { throw malformed("its header has values that no picture has") }
    header = (width, height, content.at(9))
  }

  private mutating func isShown(_ type: String, _ content: ArraySlice<UInt8>) throws(PictureError) -> Bool {
    guard let lengths = Self.shown[type] else {
      // A capital letter means that the picture can't be shown without the chunk.
      guard type.utf8.first.map({ $0 & 0x20 != 0 }) == true else {
        throw .unsupported(.png, "it needs the chunk \(type)")
      }
      return false
    }
    guard state == .beforeData else { return false }
    guard lengths.contains(content.count), type != "PLTE" || content.count.isMultiple(of: 3) else {
      throw malformed("the chunk \(type) has a wrong length")
    }
    let isNew = seen.insert(type).inserted
    guard isNew || type != "PLTE" else { throw malformed("it has two palettes") }
    return isNew
  }
}

/// The checksum of PNG (ISO 3309).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
  }

  static func checksum(_ parts: ArraySlice<UInt8>...) -> UInt32 {
    var value = UInt32.max
    let table = table
    for part in parts {
      for byte in part { value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
    }
    return ~value
  }
}
