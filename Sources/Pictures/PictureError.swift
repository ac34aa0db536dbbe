/// Why a file isn't accepted as a picture.
package enum PictureError: Error, Equatable {
  case empty
  /// It isn't a JPEG, PNG or WebP. The format is nil if it isn't known either.
  case notAPicture(OtherFormat?)
  /// The file ends before the picture does.
  case truncated(PictureType)
  /// A part of the file breaks a rule of its format, which the text says as a sentence without a full stop.
  case malformed(PictureType, String)
  /// It moves.
  case animated(PictureType)
  /// Its metadata says that it has to be turned, in a format in which not all programs do that.
  case turned(PictureType)
  case tooLarge(width: Int, height: Int)
  /// It has a form of its format that browsers don't show, such as a lossless JPEG.
  case unsupported(PictureType, String)
}

/// A format that people send as a picture by mistake.
package enum OtherFormat: String, Sendable {
  case svg = "SVG"
  case gif = "GIF"
  case bmp = "BMP"
  case tiff = "TIFF"
  case heif = "HEIC or AVIF"
  case pdf = "PDF"
  case page = "HTML or XML"

  /// The bytes in which an SVG has to show its root element.
  private static let searched = 4_096

  /// Creates the format by the first bytes of the file. Returns nil for one that isn't known.
  package init?(recognizing file: [UInt8]) {
    if file.starts(with: "GIF8".utf8) {
      self = .gif
    } else if file.starts(with: "BM".utf8) {
      self = .bmp
    } else if file.starts(with: [0x49, 0x49, 0x2A, 0]) || file.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
      self = .tiff
    } else if file.dropFirst(4).starts(with: "ftyp".utf8) {
      self = .heif
    } else if file.starts(with: "%PDF".utf8) {
      self = .pdf
    } else {
      self.init(markup: file.prefix(Self.searched))
    }
  }

  /// Markup in UTF-8 or UTF-16: NUL bytes are skipped, and so is what comes before the first `<`, if it is a
  /// byte order mark or blank.
  private init?(markup: ArraySlice<UInt8>) {
    let text = markup.filter { $0 != 0 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let blanks: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
    let start = text.drop { blanks.contains($0) }
    guard start.first == UInt8(ascii: "<") else { return nil }
    let root = Array("<svg".utf8)
    let isSVG = start.indices.contains { start[$0...].starts(with: root) }
    let names = [Array("doctype svg".utf8), Array(":svg".utf8)]
    let isNamed = start.indices.contains { index in names.contains { start[index...].starts(with: $0) } }
    self = isSVG || isNamed ? .svg : .page
  }
}
