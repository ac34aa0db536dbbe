import TestSupport

/// Pictures of 16 × 12 pixels that other programs have made, and those that they don't make.
enum PictureFiles {
  /// The text that the metadata of the files `described` contain.
  static let secret = Array("SECRET-PLACE".utf8)

  static func file(_ name: String) throws -> [UInt8] {
    try ProjectFiles.read("Tests/Fuzz/pictures/\(name)")
  }

  /// A segment of a JPEG.
  static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
  }

  /// A JPEG with one frame, one scan, and segments before them.
  static func jpeg(
    width: Int = 3, height: Int = 2, frame marker: UInt8 = 0xC0, before: [UInt8] = [],
    data: [UInt8] = [1, 0xFF, 0, 2]
  ) -> [UInt8] {
    let least = (width + 7) / 8 * ((height + 7) / 8) / 4 + 1
    let data = data + [UInt8](repeating: 3, count: max(0, least - data.count))
    let frame = [
      8, UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF), 1, 1, 17, 0,
    ]
    return [0xFF, 0xD8] + before + segment(marker, frame) + segment(0xDA, [1, 1, 0, 0, 63, 0]) + data
      + [0xFF, 0xD9]
  }

  /// A chunk of a PNG, with its checksum.
  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var checksum = UInt32.max
    for byte in Array(type.utf8) + content {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 0 ? checksum >> 1 : checksum >> 1 ^ 0xEDB8_8320 }
    }
    return number(content.count) + Array(type.utf8) + content + number(Int(~checksum))
  }

  static func number(_ value: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) } }

  /// A PNG of grey pixels with chunks before its data.
  static func png(width: Int = 3, height: Int = 2, before: [UInt8] = []) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", number(width) + number(height) + [8, 0, 0, 0, 0]) + before + chunk("IDAT", [1, 2, 3])
      + chunk("IEND", [])
  }

  /// A chunk of a WebP, of an even length.
  struct Chunk: Sendable {
    let type: String
    let content: [UInt8]

    init(_ type: String, _ content: [UInt8]) {
      self.type = type
      self.content = content
    }
  }

  static func webP(_ chunks: [Chunk]) -> [UInt8] {
    let body = chunks.flatMap { chunk in
      let padding: [UInt8] = chunk.content.count % 2 == 1 ? [0] : []
      return Array(chunk.type.utf8) + number(chunk.content.count).reversed() + chunk.content + padding
    }
    return Array("RIFF".utf8) + number(body.count + 4).reversed() + Array("WEBP".utf8) + body
  }

  /// The content of a lossy picture with the least data that one of this size can have, which mean nothing.
  static func lossy(width: Int, height: Int, less: Int = 0) -> [UInt8] {
    let blocks = ((width + 15) / 16) * ((height + 15) / 16)
    let data = max((blocks * 3 + 7) / 8 - less, 0)
    let tag = data << 5 | 1 << 4
    let start = [
      UInt8(tag & 0xFF), UInt8(tag >> 8 & 0xFF), UInt8(tag >> 16), 0x9D, 1, 0x2A, UInt8(width & 0xFF),
      UInt8(width >> 8), UInt8(height & 0xFF), UInt8(height >> 8),
    ]
    return start + [UInt8](repeating: 0, count: data + 2)
  }
}

extension [UInt8] {
  func contains(_ part: some Collection<UInt8>) -> Bool {
    indices.contains { self[$0...].starts(with: part) }
  }
}
