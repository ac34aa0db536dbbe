internal import Glibc

/// Returns the next bytes of a file, at most `count`. Returns no bytes at its end.
package func readSome(_ count: Int, from descriptor: Int32) throws(SystemError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  while true {
    let length = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if length >= 0 {
      bytes.removeLast(count - length)
      return bytes
    }
    guard errno == EINTR else { throw .last }
  }
}

/// Calls `use` with each piece of a file in turn.
package func readFile(
  _ path: String, pieceLength: Int = 65_536, _ use: ([UInt8]) -> Void
) throws(FileError) {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError("open", path) }
  defer { close(descriptor) }
  do {
    while true {
      let piece = try readSome(pieceLength, from: descriptor)
      guard !piece.isEmpty else { return }
      use(piece)
    }
  } catch { throw FileError("read", path, error) }
}

/// Returns the content of a file.
package func readFile(_ path: String) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  try readFile(path) { bytes += $0 }
  return bytes
}
