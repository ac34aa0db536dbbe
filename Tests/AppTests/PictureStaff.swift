import Directory
import TestSupport
import Testing

/// Uploads of pictures.
extension Staff {
  func upload(
    _ target: String, _ file: [UInt8], by method: String = "PUT", _ fields: String...
  ) throws -> RawResponse {
    let client = try directory.client()
    let head = RunningDirectory.request(
      method, target,
      fields + ["Authorization: Bearer \(token)", "Content-Length: \(file.count)", "Connection: close"])
    client.send(Array(head.utf8) + file)
    return try #require(try client.readResponse(), "closed without an answer")
  }
}

/// Files of pictures.
enum PictureSamples {
  static func file(_ name: String) throws -> [UInt8] { try ProjectFiles.read("Tests/Fuzz/pictures/\(name)") }

  /// A JPEG of one grey component whose data have a length, or the least length that its pixels need. The
  /// same arguments give the same file.
  static func jpeg(width: Int = 800, height: Int = 600, data count: Int = 10, seed: UInt8 = 1) -> [UInt8] {
    let count = max(count, (width + 7) / 8 * ((height + 7) / 8) / 4 + 1)
    let frame: [UInt8] = [
      8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255), 1, 1, 17, 0,
    ]
    return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11] + frame + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
      + (0..<count).map { UInt8(truncatingIfNeeded: $0 % 251) & 0x7F ^ seed } + [0xFF, 0xD9]
  }
}

extension PictureSamples {
  /// A PNG of grey pixels whose data are uncompressed.
  ///
  /// - Parameters:
  ///   - more: the number of bytes that the data have too many; negative for those that are missing.
  ///   - isInterlaced: true if the pixels come in seven passes.
  static func png(
    width: Int, height: Int, more: Int = 0, isInterlaced: Bool = false, trailing: [UInt8] = []
  ) -> [UInt8] {
    let passes = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
    var count = height * (1 + width)
    if isInterlaced {
      count = passes.reduce(0) { sum, pass in
        let columns = stride(from: pass.0, to: width, by: pass.2).underestimatedCount
        let rows = stride(from: pass.1, to: height, by: pass.3).underestimatedCount
        return columns > 0 ? sum + rows * (1 + columns) : sum
      }
    }
    let header = bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, isInterlaced ? 1 : 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("IDAT", zlib([UInt8](repeating: 0, count: count + more)) + trailing) + chunk("IEND", [])
  }

  /// Returns at most 65,535 bytes as a zlib stream of one block that isn't compressed (RFC 1950, RFC 1951).
  private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    let count = bytes.count
    let lengths = [count & 255, count >> 8, ~count & 255, ~count >> 8 & 255].map { UInt8($0) }
    var (one, two) = (1, 0)
    for byte in bytes {
      one = (one + Int(byte)) % 65_521
      two = (two + one) % 65_521
    }
    return [0x78, 1, 1] + lengths + bytes + bigEndian(two << 16 | one)
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    var checksum = UInt32.max
    for byte in Array(type.utf8) + content {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 0 ? checksum >> 1 : checksum >> 1 ^ 0xEDB8_8320 }
    }
    return bigEndian(content.count) + Array(type.utf8) + content + bigEndian(Int(~checksum))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(number >> $0 & 255) }
  }
}
