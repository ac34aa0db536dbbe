import Testing

@testable import Pictures

@Suite("The parts of a picture's file")
struct ContainerTests {
  @Test(
    "a JPEG whose segments hide something, or that browsers don't show, is refused",
    arguments: [
      // A quantization table, a Huffman table and an interval with something after them.
      PictureFiles.segment(0xDB, Array(repeating: 0, count: 66)),
      PictureFiles.segment(0xC4, Array(repeating: 0, count: 18)),
      PictureFiles.segment(0xC4, [0] + Array(repeating: 255, count: 16)),
      PictureFiles.segment(0xDD, [0, 0, 1]),
      PictureFiles.segment(0xDB, []), PictureFiles.segment(0xC4, []),
      // A segment that no picture of one frame has, one without a length, and arithmetic coding.
      PictureFiles.segment(0xDC, [0, 1]), [0xFF, 0xE1, 0, 1], PictureFiles.segment(0xCC, [0, 0]),
      PictureFiles.segment(0xC3, [8, 0, 1, 0, 1, 1, 1, 17, 0]),
      // A second frame, data before a frame, and bytes between segments.
      PictureFiles.segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 17, 0]),
      PictureFiles.segment(0xDA, [1, 1, 0, 0, 63, 0]),
      [1, 2],
    ])
  func jpeg(before: [UInt8]) {
    #expect(throws: PictureError.self) { try Picture(cleaning: PictureFiles.jpeg(before: before)) }
  }

  @Test("a JPEG with fill bytes, and one of which the data end with a marker, are accepted")
  func fill() throws {
    let plain = try Picture(cleaning: PictureFiles.jpeg())
    #expect(
      try Picture(cleaning: PictureFiles.jpeg(before: [0xFF, 0xFF] + PictureFiles.segment(0xFE, []))) == plain
    )
    #expect(try Picture(cleaning: PictureFiles.jpeg(data: [1, 0xFF, 0, 2, 0xFF, 0xFF])) == plain)
    #expect(throws: PictureError.malformed(.jpeg, "it has no picture data")) {
      try Picture(cleaning: [0xFF, 0xD8, 0xFF, 0xD9])
    }
    let scans = (0..<101).flatMap { _ in PictureFiles.segment(0xDA, [1, 1, 0, 0, 63, 0]) + [1] }
    #expect(throws: PictureError.malformed(.jpeg, "it has more than 100 scans")) {
      try Picture(cleaning: PictureFiles.jpeg(data: [1] + scans))
    }
  }

  @Test(
    "the orientation is read in both byte orders, and a wrong one is none",
    arguments: [
      ("MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{12}\0\u{3}\0\0\0\u{1}\0\u{8}\0\0", 8),
      ("II*\0\u{8}\0\0\0\u{1}\0\u{12}\u{1}\u{3}\0\u{1}\0\0\0\u{3}\0\0\0", 3),
      ("MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{12}\0\u{3}\0\0\0\u{1}\0\u{9}\0\0", 1),
      ("MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{12}\0\u{4}\0\0\0\u{1}\0\u{8}\0\0", 1),
      ("MM\0*\0\0\0\u{8}\0\u{1}", 1), ("MM\0*", 1), ("", 1), ("II*\0\u{7F}\u{7F}\u{7F}\u{7F}", 1),
    ])
  func orientation(tiff: String, orientation: Int) {
    let bytes = Array(tiff.unicodeScalars.map { UInt8($0.value) })
    #expect(Orientation.read(bytes[...]) == orientation)
  }

  @Test("an offset far outside of EXIF data is none, and a thousand entries are read to their end")
  func hostileOrientation() {
    let far: [UInt8] = [0x4D, 0x4D, 0, 0x2A, 0xFF, 0xFF, 0xFF, 0xFF]
    #expect(Orientation.read(far[...]) == 1)
    let many: [UInt8] = [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0xFF, 0xFF] + Array(repeating: 0, count: 12_000)
    #expect(Orientation.read(many[...]) == 1)
    for orientation in 2...8 { #expect(Orientation.read(Orientation.tiff(orientation)[...]) == orientation) }
  }

  @Test(
    "a PNG with a wrong chunk is refused",
    arguments: [
      PictureFiles.chunk("PLTE", [1, 2]), PictureFiles.chunk("gAMA", [1]), PictureFiles.chunk("NEWC", []),
      PictureFiles.chunk("IHDR", PictureFiles.number(1) + PictureFiles.number(1) + [8, 0, 0, 0, 0]),
      PictureFiles.chunk("PLTE", [1, 2, 3]) + PictureFiles.chunk("PLTE", [1, 2, 3]),
      PictureFiles.chunk("IDAT", [1]) + PictureFiles.chunk("tIME", []), PictureFiles.chunk("IEND", []),
      PictureFiles.chunk("te t", []), Array(PictureFiles.chunk("gAMA", [0, 0, 0, 1]).dropLast()) + [0],
      [0xFF, 0xFF, 0xFF, 0xFF] + Array("tEXt".utf8), [0x7F, 0xFF, 0xFF, 0xFF] + Array("tEXt".utf8),
    ])
  func png(before: [UInt8]) {
    #expect(throws: PictureError.self) { try Picture(cleaning: PictureFiles.png(before: before)) }
  }

  @Test("a PNG keeps one chunk of each kind that changes its look")
  func pngChunks() throws {
    let gamma = PictureFiles.chunk("gAMA", [0, 0, 0, 1])
    let picture = try Picture(
      cleaning: PictureFiles.png(
        before: gamma + PictureFiles.chunk("gAMA", [0, 0, 0, 2]) + PictureFiles.chunk("zzZz", [1])))
    #expect(picture.bytes == PictureFiles.png(before: gamma))
    #expect(throws: PictureError.self) { try Picture(cleaning: Array("\u{89}PNG".utf8)) }
  }

  private static let lossy = PictureFiles.Chunk("VP8 ", PictureFiles.lossy(width: 2, height: 2))
  private static let header = PictureFiles.Chunk("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0])
  private static let wrongChunks: [[PictureFiles.Chunk]] = [
    [lossy, lossy], [lossy, header], [.init("VP8X", [0, 0, 0, 0, 1, 0, 0, 2, 0, 0]), lossy],
    [.init("VP8X", [0, 0])], [.init("VP8 ", [0, 0])], [.init("VP8L", [0x2F, 0])],
    [.init("VP8L", [0x2F, 0, 0, 0, 0xE0, 0])], [.init("ALPH", [0, 0]), lossy],
    [.init("VP8 ", [1] + lossy.content.dropFirst())],
    [.init("VP8 ", [0xFE, 0xFF, 0xFF] + lossy.content.dropFirst(3))], [.init("EXIF", [0, 0])], [],
    [.init("VP8 ", PictureFiles.lossy(width: 200, height: 100, less: 1))],
    [.init("VP8 ", [lossy.content[0] & 0xEF] + lossy.content.dropFirst())],
    [.init("VP8 ", [lossy.content[0] | 0x08] + lossy.content.dropFirst())],
    [header, .init("ALPH", [0, 1, 2, 3]), lossy], [header, .init("ALPH", [0, 1, 2, 3, 4, 5]), lossy],
    [header, .init("ALPH", [2, 1, 2, 3, 4]), lossy],
  ]

  @Test("a WebP with a wrong chunk is refused", arguments: wrongChunks)
  func webP(chunks: [PictureFiles.Chunk]) {
    #expect(throws: PictureError.self) { try Picture(cleaning: PictureFiles.webP(chunks)) }
  }

  @Test(
    "a WebP has at least the data that its pixels need, and one byte of transparency for each if that is plain"
  )
  func webPData() throws {
    for (width, height) in [(1, 1), (16, 16), (17, 33), (200, 100), (4_000, 3_000)] {
      let file = PictureFiles.webP([.init("VP8 ", PictureFiles.lossy(width: width, height: height))])
      #expect(try Picture(cleaning: file).width == width)
      let short = PictureFiles.webP([.init("VP8 ", PictureFiles.lossy(width: width, height: height, less: 1))]
      )
      #expect(throws: PictureError.malformed(.webP, "it has less data than its pixels need")) {
        try Picture(cleaning: short)
      }
    }
    let plain = PictureFiles.webP([Self.header, .init("ALPH", [0, 1, 2, 3, 4]), Self.lossy])
    #expect(try Picture(cleaning: plain).height == 2)
  }

  @Test("a WebP loses chunks that aren't known, and a header that it doesn't need")
  func webPChunks() throws {
    let picture = PictureFiles.Chunk("VP8 ", PictureFiles.lossy(width: 2, height: 3))
    let file = PictureFiles.webP([
      .init("VP8X", [0x0C, 0, 0, 0, 1, 0, 0, 2, 0, 0]), .init("NEW ", [1, 2]), picture,
      .init("XMP ", [1, 2]),
    ])
    #expect(try Picture(cleaning: file).bytes == PictureFiles.webP([picture]))
  }

  @Test("a WebP whose length is wrong is refused")
  func webPLength() {
    let file = PictureFiles.webP([.init("VP8 ", PictureFiles.lossy(width: 2, height: 3))])
    for size in [0, 4, 11, file.count, Int(UInt32.max)] {
      let changed = file.prefix(4) + PictureFiles.number(size).reversed() + file.dropFirst(8)
      #expect(throws: PictureError.self) { try Picture(cleaning: Array(changed)) }
    }
  }
}
