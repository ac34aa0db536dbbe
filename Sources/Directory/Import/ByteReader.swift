/// Returns the next bytes of an import, or an empty array at the end.
package typealias ImportBytes = () throws(DirectoryError) -> [UInt8]

/// Reads bytes one by one and counts lines.
final class ByteReader {
  private let more: ImportBytes
  private var buffer: [UInt8] = []
  private var position = 0
  private(set) var line = 1

  init(_ more: @escaping ImportBytes) { self.more = more }

  func peek() throws(DirectoryError) -> UInt8? {
    if position == buffer.count {
      buffer = try more()
      position = 0
    }
    return position < buffer.count ? buffer[position] : nil
  }

  func next() throws(DirectoryError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }

  /// Skips the byte order mark U+FEFF, which spreadsheets write first.
  func skipMark() throws(DirectoryError) {
    guard try peek() == 0xEF else { return }
    for _ in 0..<3 { _ = try next() }
  }
}
