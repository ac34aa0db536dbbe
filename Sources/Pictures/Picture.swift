/// A still picture without anything that describes how, where or by whom it was made.
package struct Picture: Sendable, Equatable {
  package var type: PictureType
  /// The width in pixels as the picture is shown, which is the height of the stored rows if it is turned.
  package var width: Int
  package var height: Int
  /// The file.
  package var bytes: [UInt8]

  /// The longest side. Browsers and phones show pictures of this size; much larger ones are made to exhaust
  /// the memory of a program that decodes them.
  package static let longestSide = 8_192
  /// The most pixels, which take 160 MB when they are decoded.
  package static let mostPixels = 40_000_000

  /// Creates a picture from a file that someone has sent: recognizes its format by its content, reads its
  /// size, and copies only the parts that are needed to show it. Pixels aren't decoded.
  ///
  /// Throws a `PictureError` if the file isn't a whole JPEG, PNG or WebP, or has a part that can't be
  /// removed without changing how the picture looks.
  package init(cleaning file: [UInt8]) throws(PictureError) {
    guard let type = PictureType(recognizing: file) else {
      throw file.isEmpty ? .empty : .notAPicture(OtherFormat(recognizing: file))
    }
    switch type {
    case .jpeg: self = try JPEGFile.cleaned(file)
    case .png: self = try PNGFile.cleaned(file)
    case .webP: self = try WebPFile.cleaned(file)
    }
  }

  init(_ type: PictureType, width: Int, height: Int, bytes: [UInt8]) {
    self.type = type
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Throws `tooLarge` or `malformed` if no picture should have that many pixels.
  static func check(width: Int, height: Int, _ type: PictureType) throws(PictureError) {
    guard width > 0, height > 0 else { throw .malformed(type, "it has no pixels") }
    guard width <= longestSide, height <= longestSide, width * height <= mostPixels else {
      throw .tooLarge(width: width, height: height)
    }
  }
}

/// The formats that are accepted.
package enum PictureType: String, Sendable, CaseIterable {
  case jpeg, png, webP = "webp"

  /// The name that people know.
  package var name: String {
    switch self {
    case .jpeg: "JPEG"
    case .png: "PNG"
    case .webP: "WebP"
    }
  }

  /// Creates the type of the file by its first bytes. Returns nil for anything else.
  package init?(recognizing file: [UInt8]) {
    if file.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if file.starts(with: PNGFile.signature) {
      self = .png
    } else if file.starts(with: "RIFF".utf8), file.dropFirst(8).starts(with: "WEBP".utf8) {
      self = .webP
    } else {
      return nil
    }
  }
}
