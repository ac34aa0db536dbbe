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

  /// A JPEG of one grey component whose data have a length. The same arguments give the same file.
  static func jpeg(width: Int = 800, height: Int = 600, data count: Int = 10, seed: UInt8 = 1) -> [UInt8] {
    let frame: [UInt8] = [
      8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255), 1, 1, 17, 0,
    ]
    return [0xFF, 0xD8, 0xFF, 0xC0, 0, 11] + frame + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
      + (0..<count).map { UInt8(truncatingIfNeeded: $0 % 251) & 0x7F ^ seed } + [0xFF, 0xD9]
  }
}
