import Directory
import Glibc
import OperatingSystem

/// Reads the entries of an archive, each when it is asked for, so that at most one picture is in memory.
final class ArchiveFile: Sendable {
  private let path: String
  private let descriptor: Int32
  /// The contents, by their places in the file.
  let document: Range<Int>
  let pictures: [Content]

  struct Content: Sendable {
    let path: String
    let sha256: String
    let type: String
    let place: Range<Int>
  }

  /// Opens the archive and checks which entries it has, but not their contents.
  ///
  /// - Parameter pictureBytes: the longest picture that is allowed.
  init(_ path: String, pictureBytes: Int) throws(StartupError) {
    self.path = path
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    descriptor = opened
    guard opened >= 0 else { throw StartupError("\(path): \(SystemError.last)", .data) }
    let list: ArchiveList
    do throws(DirectoryError) {
      list = try ArchiveList(pictureBytes: pictureBytes) { offset, count throws(DirectoryError) in
        try Self.read(count, at: offset, of: opened, path)
      }
    } catch {
      _ = Glibc.close(opened)
      throw StartupError(error, database: path)
    }
    (document, pictures) = (list.document ?? 0..<0, list.pictures)
    guard let text = Self.text(list.faults, in: path) else { return }
    throw StartupError(text, .data)
  }

  deinit { _ = Glibc.close(descriptor) }

  /// Returns the lines that report the faults; nil without any.
  static func text(_ faults: [ArchiveFault], in path: String) -> String? {
    guard !faults.isEmpty else { return nil }
    let lines = faults.map { "\(path): " + ($0.entry.map { "\($0): " } ?? "") + $0.message }
    let count = "\(faults.count) fault\(faults.count == 1 ? "" : "s"); nothing was written"
    return (lines + [count]).joined(separator: "\n")
  }

  func content(of picture: Content) throws(DirectoryError) -> [UInt8] { try read(picture.place) }

  /// Returns a function that returns the document in pieces.
  func pieces() -> ImportBytes {
    var rest = document
    return { () throws(DirectoryError) in
      let piece = rest.prefix(1 << 16)
      rest = rest.dropFirst(1 << 16)
      return try self.read(piece)
    }
  }

  private func read(_ place: Range<Int>) throws(DirectoryError) -> [UInt8] {
    let bytes = try Self.read(place.count, at: place.lowerBound, of: descriptor, path)
    guard bytes.count == place.count else { throw .unavailable("\(path) has become shorter") }
    return bytes
  }

  /// Returns fewer bytes only at the end of the file.
  private static func read(
    _ count: Int, at offset: Int, of descriptor: Int32, _ path: String
  ) throws(DirectoryError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let length = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled, offset + filled)
      }
      if length == 0 { break }
      if length > 0 {
        filled += length
      } else if errno != EINTR {
        throw .unavailable("cannot read \(path): \(SystemError.last)")
      }
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}
