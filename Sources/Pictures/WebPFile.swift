/// A WebP file (RFC 9649): a RIFF file with one VP8 or VP8L chunk, or more chunks after a VP8X.
struct WebPFile {
  private var input: FileBytes
  private var chunks: [(type: String, content: ArraySlice<UInt8>)] = []
  /// The sides of the VP8X chunk, which has to be the first.
  private var canvas: (width: Int, height: Int)?
  private var sides: (width: Int, height: Int)?
  private var hasAlpha = false
  /// The number of bytes of the transparency if it isn't compressed: one for each pixel.
  private var plainAlpha: Int?

  private enum Flag {
    static let animation = 0x02
    static let alpha = 0x10
    static let profile = 0x20
  }

  static func cleaned(_ file: [UInt8]) throws(PictureError) -> Picture {
    var header = FileBytes(file, .webP)
    _ = try header.take(4)
    let size = try header.littleEndian(4)
    guard size >= 12, size <= file.count - 8 else { throw .truncated(.webP) }
    // What comes after the RIFF file is left out.
    var webP = WebPFile(input: FileBytes(file, .webP, end: size + 8))
    return try webP.copy()
  }

  private init(input: FileBytes) { self.input = input }

  private mutating func copy() throws(PictureError) -> Picture {
    _ = try input.take(12)
    while input.remaining > 0 {
      let type = String(decoding: try input.take(4), as: UTF8.self)
      let length = try input.littleEndian(4)
      try chunk(type, try input.take(length))
      // The last chunk of some files has no padding.
      if length & 1 == 1, input.remaining > 0 { _ = try input.take(1) }
    }
    guard let sides else { throw malformed("it has no picture data") }
    if let canvas, canvas != sides { throw malformed("its canvas has another size than its picture") }
    return Picture(.webP, width: sides.width, height: sides.height, bytes: file(sides))
  }

  private func malformed(_ reason: String) -> PictureError { .malformed(.webP, reason) }

  private mutating func chunk(_ type: String, _ content: ArraySlice<UInt8>) throws(PictureError) {
    switch type {
    case "VP8X":
      guard chunks.isEmpty, canvas == nil, content.count == 10 else { throw malformed("its header is wrong") }
      guard content.at(0) & Flag.animation == 0 else { throw .animated(.webP) }
      canvas = (1 + little(content, 4, 3), 1 + little(content, 7, 3))
    case "VP8 ": try picture(type, content, try lossy(content))
    case "VP8L": try picture(type, content, try lossless(content))
    case "ALPH":
      guard canvas != nil, sides == nil, !hasAlpha, !content.isEmpty else {
        throw malformed("its transparency is in the wrong place")
      }
      try transparency(content)
      chunks.append((type, content))
    case "ICCP" where canvas != nil && chunks.isEmpty && !content.isEmpty: chunks.append((type, content))
    case "ANIM", "ANMF": throw .animated(.webP)
    case "EXIF":
      // Some programs write the header of a JPEG's segment before the data.
      let hasHeader = content.starts(with: Array("Exif\0\0".utf8))
      let orientation = Orientation.read(hasHeader ? content.dropFirst(6) : content)
      guard orientation == Orientation.upright else { throw .turned(.webP) }
    default: return
    }
  }

  private func little(_ content: ArraySlice<UInt8>, _ offset: Int, _ count: Int) -> Int {
    (0..<count).reversed().reduce(0) { $0 << 8 | content.at(offset + $1) }
  }

  private mutating func picture(
    _ type: String, _ content: ArraySlice<UInt8>, _ read: (width: Int, height: Int)
  ) throws(PictureError) {
    guard sides == nil else { throw malformed("it has two pictures") }
    guard type == "VP8 " || !hasAlpha else { throw malformed("its transparency is in the wrong place") }
    try Picture.check(width: read.width, height: read.height, .webP)
    guard plainAlpha.map({ $0 == read.width * read.height }) ?? true else {
      throw malformed("its transparency isn't that of \(read.width) × \(read.height) pixels")
    }
    sides = read
    chunks.append((type, content))
  }

  /// RFC 9649 §2.7.1.2: a byte with the compression in its lowest bits, and the data.
  private mutating func transparency(_ content: ArraySlice<UInt8>) throws(PictureError) {
    let compression = content.at(0) & 3
    guard compression < 2 else { throw .unsupported(.webP, "its transparency is compressed in another way") }
    hasAlpha = true
    if compression == 0 { plainAlpha = content.count - 1 }
  }

  /// The least bits of the first partition for a block of 16 × 16 pixels. It states how the block is
  /// predicted, by probabilities that are the same in all key frames: of its brightness with at least 2.5
  /// bits, of its colours with at least 0.8 (RFC 6386 §11.2 to §11.4).
  private static let leastBits = 3

  /// RFC 6386 §9.1: a tag of three bytes, a start code, and two sides of 14 bits each.
  private func lossy(_ content: ArraySlice<UInt8>) throws(PictureError) -> (width: Int, height: Int) {
    guard content.count > 10, content.dropFirst(3).starts(with: [0x9D, 0x01, 0x2A]) else {
      throw malformed("its picture has no start")
    }
    let tag = little(content, 0, 3)
    guard tag & 1 == 0 else { throw malformed("its picture isn't a key frame") }
    guard tag >> 1 & 7 < 4 else { throw .unsupported(.webP, "its lossy data have another version") }
    guard tag >> 4 & 1 == 1 else { throw malformed("its picture isn't shown") }
    let firstPartition = tag >> 5
    guard firstPartition <= content.count - 10 else { throw .truncated(.webP) }
    let (width, height) = (little(content, 6, 2) & 0x3FFF, little(content, 8, 2) & 0x3FFF)
    let blocks = ((width + 15) / 16) * ((height + 15) / 16)
    guard firstPartition * 8 >= blocks * Self.leastBits else {
      throw malformed("it has less data than its pixels need")
    }
    return (width, height)
  }

  /// RFC 9649 §3.4: a signature, two sides of 14 bits each less one, a flag and the version.
  private func lossless(_ content: ArraySlice<UInt8>) throws(PictureError) -> (width: Int, height: Int) {
    guard content.count > 5, content.at(0) == 0x2F else { throw malformed("its picture has no start") }
    let bits = little(content, 1, 4)
    guard bits >> 29 == 0 else { throw .unsupported(.webP, "its lossless data have another version") }
    return (1 + bits & 0x3FFF, 1 + bits >> 14 & 0x3FFF)
  }

  /// Returns the file. It has a VP8X only if something needs it: a profile, or transparency of a lossy
  /// picture.
  private func file(_ sides: (width: Int, height: Int)) -> [UInt8] {
    var body = Array("WEBP".utf8)
    body.reserveCapacity(input.end)
    let hasProfile = chunks.contains { $0.type == "ICCP" }
    if hasProfile || hasAlpha {
      let isTransparent =
        hasAlpha || chunks.last.map { $0.type == "VP8L" && $0.content.at(4) & 0x10 != 0 } == true
      let flags = (hasProfile ? Flag.profile : 0) | (isTransparent ? Flag.alpha : 0)
      var header: [UInt8] = [UInt8(flags), 0, 0, 0]
      header.appendLittleEndian(sides.width - 1, 3)
      header.appendLittleEndian(sides.height - 1, 3)
      Self.append("VP8X", header[...], to: &body)
    }
    for chunk in chunks { Self.append(chunk.type, chunk.content, to: &body) }
    var file = Array("RIFF".utf8)
    file.appendLittleEndian(body.count, 4)
    return file + body
  }

  private static func append(_ type: String, _ content: ArraySlice<UInt8>, to body: inout [UInt8]) {
    body += type.utf8
    body.appendLittleEndian(content.count, 4)
    body += content
    if content.count & 1 == 1 { body.append(0) }
  }
}
