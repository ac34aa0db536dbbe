internal import Crypto
package import Directory
internal import Gzip
internal import Pictures

/// The file of a picture as it is stored: without what describes it, and with what it is.
package struct PictureFile: Sendable {
  package let size: PictureSize
  package let bytes: [UInt8]
  let type: PictureType

  /// Throws a `PictureError` if the file isn't a picture that pages can show.
  init(cleaning file: [UInt8]) throws(PictureError) {
    let picture = try Picture(cleaning: file)
    try Self.checkData(of: picture)
    bytes = picture.bytes
    type = picture.type
    size = PictureSize(
      sha256: SHA256.hash(data: picture.bytes).hexadecimal, type: "image/\(picture.type.rawValue)",
      width: picture.width, height: picture.height, bytes: picture.bytes.count)
  }

  /// Throws `malformed` if a PNG has other data than its pixels need. Nothing is known of the others that
  /// their parsers don't check.
  private static func checkData(of picture: Picture) throws(PictureError) {
    guard let rows = PNGRows(of: picture) else { return }
    // If there is no memory to compress it, the picture isn't stored either.
    guard (try? ZlibLength.matches(rows.pieces, length: rows.length)) == true else {
      throw .malformed(.png, "its data aren't those of \(picture.width) × \(picture.height) pixels")
    }
  }

  /// Creates the file from one that was stored somewhere else, or returns a sentence that says why it can't
  /// have been.
  package static func stored(_ file: [UInt8]) -> Result<PictureFile, Refusal> {
    do {
      let found = try PictureFile(cleaning: file)
      guard found.bytes == file else {
        return .failure(Refusal(text: "It has parts that aren't needed to show it. Upload it instead."))
      }
      return .success(found)
    } catch { return .failure(Refusal(text: ProblemTable.detail(of: error))) }
  }

  package struct Refusal: Error { package let text: String }
}
