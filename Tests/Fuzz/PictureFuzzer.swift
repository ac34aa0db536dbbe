// The libFuzzer target for the code that reads pictures, whose lengths and sizes come from whoever has made
// the file. Scripts/fuzz compiles this file and the module Pictures as one module.
//
// The target checks that nothing traps, that a picture which was cleaned is accepted again and doesn't
// change, that it has a size that is allowed, and that nothing follows its end.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPicture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start else { return 0 }
  let file = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  _ = OtherFormat(recognizing: file)
  _ = Orientation.read(file[...])
  check(file)
  // The checksums of chunks would stop most changes of the fuzzer.
  check(withChecksums(file))
  return 0
}

func check(_ file: [UInt8]) {
  guard let picture = try? Picture(cleaning: file) else { return }
  precondition(picture.width > 0 && picture.width <= Picture.longestSide, "the width is \(picture.width)")
  precondition(picture.height > 0 && picture.height <= Picture.longestSide, "the height is \(picture.height)")
  precondition(picture.width * picture.height <= Picture.mostPixels, "it has too many pixels")
  // Only a WebP can grow, by the padding of its last chunk and a header of 18 bytes.
  precondition(picture.bytes.count <= file.count + 20, "it has grown to \(picture.bytes.count) bytes")
  guard let again = try? Picture(cleaning: picture.bytes) else { preconditionFailure("it is refused") }
  precondition(again == picture, "it changes when it is cleaned again")
  guard let longer = try? Picture(cleaning: picture.bytes + [0xFF, 0xD8, 0]) else {
    preconditionFailure("it is refused with what follows")
  }
  precondition(longer == picture, "what follows is copied")
}

/// Returns the file with right checksums, if it is a PNG.
func withChecksums(_ file: [UInt8]) -> [UInt8] {
  guard file.starts(with: PNGFile.signature) else { return file }
  var repaired = file
  var offset = PNGFile.signature.count
  while offset + 12 <= file.count {
    let length = file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.count - offset - 12 else { break }
    let end = offset + 8 + length
    var checksum: [UInt8] = []
    checksum.appendBigEndian(Int(CRC32.checksum(file[offset + 4..<end])), 4)
    repaired.replaceSubrange(end..<end + 4, with: checksum)
    offset = end + 4
  }
  return repaired
}
