/// A JPEG file (ITU-T T.81, JFIF 1.02): segments, each with a marker, and coded data after each SOS.
///
/// What is copied are the segments that a decoder needs, each of which has exactly the length that its
/// content requires, and colour profiles. Everything else is left out: EXIF, XMP, IPTC, comments, thumbnails,
/// further pictures, and all that comes after the end.
struct JPEGFile {
  private var input: FileBytes
  /// The segments that are copied, without the first marker.
  private var output: [UInt8] = []
  private var frame: (width: Int, height: Int, components: Int)?
  /// The fewest bits of data that the frame can have, and the bytes that there are.
  private var leastBits = 0
  private var dataBytes = 0
  private var orientation = Orientation.upright
  private var scans = 0
  /// What was copied so far of a JFIF and of an Adobe segment; a second one has no meaning.
  private var hasJFIF = false
  private var hasAdobe = false

  /// Encoders make ten scans. Each costs a decoder as much as a whole picture.
  private static let mostScans = 100

  private enum Marker {
    static let start: UInt8 = 0xD8
    static let end: UInt8 = 0xD9
    static let scan: UInt8 = 0xDA
    static let quantization: UInt8 = 0xDB
    static let huffman: UInt8 = 0xC4
    static let restartInterval: UInt8 = 0xDD
    static let comment: UInt8 = 0xFE
    static let frames: ClosedRange<UInt8> = 0xC0...0xC2
    static let progressive: UInt8 = 0xC2
    static let otherFrames: ClosedRange<UInt8> = 0xC3...0xCF
    static let restarts: ClosedRange<UInt8> = 0xD0...0xD7
    static let applications: ClosedRange<UInt8> = 0xE0...0xEF
  }

  static func cleaned(_ file: [UInt8]) throws(PictureError) -> Picture {
    var jpeg = JPEGFile(input: FileBytes(file, .jpeg))
    return try jpeg.copy()
  }

  private init(input: FileBytes) {
    self.input = input
    output.reserveCapacity(input.end)
  }

  private mutating func copy() throws(PictureError) -> Picture {
    _ = try input.take(2)
    while true {
      let marker = try marker()
      if marker == Marker.end { break }
      let length = try input.bigEndian(2)
      guard length >= 2 else { throw malformed("a segment is shorter than its length") }
      try segment(marker, try input.take(length - 2))
      if marker == Marker.scan { try coded() }
    }
    guard let frame, scans > 0 else { throw malformed("it has no picture data") }
    guard dataBytes * 8 >= leastBits else { throw malformed("it has less data than its pixels need") }
    let isTurned = Orientation.swapsSides(orientation)
    return Picture(
      .jpeg, width: isTurned ? frame.height : frame.width, height: isTurned ? frame.width : frame.height,
      bytes: [0xFF, Marker.start] + exif() + output + [0xFF, Marker.end])
  }

  private func malformed(_ reason: String) -> PictureError { .malformed(.jpeg, reason) }

  /// Returns the marker that comes next. It may have any number of fill bytes before it.
  private mutating func marker() throws(PictureError) -> UInt8 {
    guard try input.byte() == 0xFF else { throw malformed("a segment doesn't begin where the last one ends") }
    while true {
      let byte = try input.byte()
      if byte != 0xFF { return byte }
    }
  }

  private mutating func segment(_ marker: UInt8, _ content: ArraySlice<UInt8>) throws(PictureError) {
    switch marker {
    case Marker.frames: try readFrame(content, isProgressive: marker == Marker.progressive)
    case Marker.huffman: try checkHuffman(content)
    case Marker.quantization: try checkQuantization(content)
    case Marker.restartInterval:
      guard content.count == 2 else { throw malformed("its restart interval has a wrong length") }
    case Marker.scan: try checkScan(content)
    case Marker.applications: return application(marker, content)
    case Marker.comment: return
    case Marker.otherFrames:
      throw .unsupported(.jpeg, "it is lossless, hierarchical or arithmetically coded")
    default: throw malformed("it has a segment that a picture of one frame can't have")
    }
    append(marker, content)
  }

  private mutating func append(_ marker: UInt8, _ content: some Collection<UInt8>) {
    output += [0xFF, marker]
    output.appendBigEndian(content.count + 2, 2)
    output += content
  }

  // MARK: Segments of a decoder

  /// SOF: the precision, the sides, and three bytes for each component.
  private mutating func readFrame(_ content: ArraySlice<UInt8>, isProgressive: Bool) throws(PictureError) {
    guard frame == nil else { throw malformed("it has two frames") }
    guard content.count >= 6 else { throw malformed("its frame is too short") }
    let components = content.at(5)
    guard content.at(0) == 8 else { throw .unsupported(.jpeg, "it has more than 8 bits for each sample") }
    guard [1, 3, 4].contains(components), content.count == 6 + 3 * components else {
      throw malformed("its frame has a wrong length")
    }
    let (width, height) = (content.pair(3), content.pair(1))
    guard height > 0 else { throw .unsupported(.jpeg, "its height comes after its data") }
    try Picture.check(width: width, height: height, .jpeg)
    frame = (width, height, components)
    // Each block has a code for its mean, of at least one bit; without progression also one for its end.
    leastBits = try Self.blocks(width, height, content.dropFirst(6)) * (isProgressive ? 1 : 2)
  }

  /// Returns the number of blocks of 8 × 8 samples in all components (ITU-T T.81, A.1.1 and A.2.2).
  ///
  /// - Parameter components: three bytes for each, of which the second has the sampling factors.
  private static func blocks(
    _ width: Int, _ height: Int, _ components: ArraySlice<UInt8>
  ) throws(PictureError) -> Int {
    let factors = stride(from: 1, to: components.count, by: 3).map { components.at($0) }
    let (across, down) = (factors.map { $0 >> 4 }, factors.map { $0 & 15 })
    guard (across + down).allSatisfy({ (1...4).contains($0) }) else {
      throw .malformed(.jpeg, "a component has a wrong sampling")
    }
    func count(_ side: Int, _ factor: Int, of largest: Int) -> Int {
      ((side * factor + largest - 1) / largest + 7) / 8
    }
    return zip(across, down).reduce(0) { sum, factors in
      sum + count(width, factors.0, of: across.max() ?? 1) * count(height, factors.1, of: down.max() ?? 1)
    }
  }

  /// DHT: one or more tables, each of which has a class and a number, 16 counts, and that many values.
  private func checkHuffman(_ content: ArraySlice<UInt8>) throws(PictureError) {
    var rest = content
    repeat {
      guard rest.count >= 17 else { throw malformed("a Huffman table is too short") }
      let count = rest.dropFirst().prefix(16).reduce(0) { $0 + Int($1) }
      guard rest.at(0) & 0xEC == 0, count <= 256, rest.count >= 17 + count else {
        throw malformed("a Huffman table has a wrong length")
      }
      rest = rest.dropFirst(17 + count)
    } while !rest.isEmpty
  }

  /// DQT: one or more tables, each of which has its precision and its number, and 64 values.
  private func checkQuantization(_ content: ArraySlice<UInt8>) throws(PictureError) {
    var rest = content
    repeat {
      guard let first = rest.first, first & 0xEC == 0 else {
        throw malformed("a quantization table is wrong")
      }
      let count = 1 + (first >> 4 == 0 ? 64 : 128)
      guard rest.count >= count else { throw malformed("a quantization table is too short") }
      rest = rest.dropFirst(count)
    } while !rest.isEmpty
  }

  /// SOS: the components of the scan, and three bytes that say which part of them it has.
  private mutating func checkScan(_ content: ArraySlice<UInt8>) throws(PictureError) {
    guard let frame else { throw malformed("its data come before its frame") }
    guard let count = content.first.map({ Int($0) }), (1...frame.components).contains(count),
      content.count == 4 + 2 * count
    else { throw malformed("a scan has a wrong length") }
    scans += 1
    guard scans <= Self.mostScans else { throw malformed("it has more than \(Self.mostScans) scans") }
  }

  /// Copies coded data: up to the next marker that isn't a restart. 0xFF 0x00 is the byte 0xFF.
  private mutating func coded() throws(PictureError) {
    let start = input.offset
    while true {
      input.skip { $0 == 0xFF }
      guard let next = input.second else { throw .truncated(.jpeg) }
      guard next == 0 || Marker.restarts.contains(next) else { break }
      _ = try input.take(2)
    }
    output += input.bytes[start..<input.offset]
    dataBytes += input.offset - start
  }

  // MARK: Segments of applications

  /// Copies what changes the colours, and remembers the orientation.
  private mutating func application(_ marker: UInt8, _ content: ArraySlice<UInt8>) {
    switch marker {
    case 0xE0 where !hasJFIF && content.count >= 14 && content.starts(with: Array("JFIF\0".utf8)):
      hasJFIF = true
      // Version, unit and densities; the thumbnail has no pixels.
      append(marker, content.prefix(12) + [0, 0])
    case 0xE1 where content.starts(with: Array("Exif\0".utf8)) && content.count > 6:
      if orientation == Orientation.upright { orientation = Orientation.read(content.dropFirst(6)) }
    case 0xE2 where content.starts(with: Array("ICC_PROFILE\0".utf8)): append(marker, content)
    case 0xEE where !hasAdobe && content.count >= 12 && content.starts(with: Array("Adobe".utf8)):
      hasAdobe = true
      // Whether the components are YCbCr, which nothing else says.
      append(marker, content.prefix(12))
    default: return
    }
  }

  /// Returns the EXIF segment of a picture that has to be turned.
  private func exif() -> [UInt8] {
    guard orientation != Orientation.upright else { return [] }
    let content = Array("Exif\0\0".utf8) + Orientation.tiff(orientation)
    var segment: [UInt8] = [0xFF, 0xE1]
    segment.appendBigEndian(content.count + 2, 2)
    return segment + content
  }
}
