internal import Directory
internal import HTTPCore

/// Sends the file of a picture part by part, so that a client needs memory for one part only, however slowly
/// it reads. If the file is removed meanwhile, the answer ends there.
///
/// Unchecked: it belongs to the event loop that owns its reader, and `BodySource` is called only there.
final class PictureSource: BodySource, @unchecked Sendable {
  private let reader: any DirectoryReader
  private let sha256: String
  private let parts: Int
  private var next = 0

  init(_ size: PictureSize, reader: any DirectoryReader) {
    self.reader = reader
    sha256 = size.sha256
    parts = (size.bytes + PictureSize.partBytes - 1) / PictureSize.partBytes
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    guard let part = try reader.picturePart(sha256, next) else {
      throw DirectoryError.unavailable("the picture \(sha256) was removed while it was sent")
    }
    output += part
    next += 1
    return next < parts
  }
}
