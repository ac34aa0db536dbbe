internal import Directory
internal import HTTPCore

/// Sends the file of a picture part by part, so that a client needs memory for one part only, however slowly
/// it reads. If the file is removed meanwhile, the answer ends there.
///
/// Unchecked: it belongs to the event loop that owns its reader, and `BodySource` is called only there.
final class PictureSource: BodySource, @unchecked Sendable {
  private let reader: any DirectoryReader
  private let sha256: String
  /// The bytes of the file that are still to be sent.
  private var rest: Range<Int>

  /// - Parameter range: the bytes that are sent, at least one.
  init(_ size: PictureSize, _ range: Range<Int>, reader: any DirectoryReader) {
    self.reader = reader
    sha256 = size.sha256
    rest = range
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    let (number, start) = rest.lowerBound.quotientAndRemainder(dividingBy: PictureSize.partBytes)
    guard let part = try reader.picturePart(sha256, number), start < part.count else {
      throw DirectoryError.unavailable("the picture \(sha256) was removed while it was sent")
    }
    let sent = part[start...].prefix(rest.count)
    output += sent
    rest = rest.lowerBound + sent.count..<rest.upperBound
    return !rest.isEmpty
  }
}
