/// The compressed rows of a PNG.
package struct PNGRows {
  /// The contents of its IDAT chunks, which are together one zlib stream.
  package private(set) var pieces: [ArraySlice<UInt8>] = []
  /// The number of bytes in that stream: in each pass the rows, each with a byte for its filter.
  package private(set) var length = 0

  /// The columns and rows of each pass of an interlaced picture (W3C PNG, section 8.2): where they begin, and
  /// the distance between them.
  private static let passes = [
    (x: 0, y: 0, width: 8, height: 8), (x: 4, y: 0, width: 8, height: 8), (x: 0, y: 4, width: 4, height: 8),
    (x: 2, y: 0, width: 4, height: 4), (x: 0, y: 2, width: 2, height: 4), (x: 1, y: 0, width: 2, height: 2),
    (x: 0, y: 1, width: 1, height: 2),
  ]

  /// Returns nil for a picture that isn't a PNG.
  package init?(of picture: Picture) {
    guard picture.type == .png else { return nil }
    var input = FileBytes(picture.bytes, .png)
    do throws(PictureError) {
      _ = try input.take(PNGFile.signature.count)
      while input.remaining > 0 {
        let count = try input.bigEndian(4)
        let type = try input.take(4)
        let content = try input.take(count)
        _ = try input.take(4)
        if type.elementsEqual("IHDR".utf8) { length = Self.length(header: content) }
        if type.elementsEqual("IDAT".utf8) { pieces.append(content) }
      }
    } catch { return nil }
  }

  /// - Parameter content: a header that was checked.
  private static func length(header content: ArraySlice<UInt8>) -> Int {
    let (width, height) = (content.pair(2), content.pair(6))
    let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][content.at(9)] ?? 1
    let bits = content.at(8) * samples
    func bytes(_ width: Int, _ height: Int) -> Int {
      width > 0 && height > 0 ? height * (1 + (width * bits + 7) / 8) : 0
    }
    guard content.at(12) == 1 else { return bytes(width, height) }
    return passes.reduce(0) { sum, pass in
      sum
        + bytes(
          (width - pass.x + pass.width - 1) / pass.width, (height - pass.y + pass.height - 1) / pass.height)
    }
  }
}
