internal import Glibc

/// A regular file that is open for reading, and stays the same if its name gets another file.
package final class ReadableFile: Sendable {
  private let descriptor: Int32
  private let path: String
  /// In bytes, when it was opened.
  package let length: Int

  /// Throws an error for a link and for what isn't a regular file.
  package init(_ path: String) throws(FileError) {
    // O_NONBLOCK: opening a pipe would wait for its other end.
    descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", path) }
    self.path = path
    var status = stat()
    let isFound = unsafe fstat(descriptor, &status) == 0
    guard isFound, status.st_mode & S_IFMT == S_IFREG else {
      length = 0
      errno = isFound ? EINVAL : errno
      throw FileError("read", path)
    }
    length = Int(status.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Asks the system to read the part into its cache, without waiting for it.
  package func prepare(_ part: Range<Int>) {
    _ = posix_fadvise(descriptor, off_t(part.lowerBound), off_t(part.count), POSIX_FADV_WILLNEED)
  }

  /// Appends `count` bytes, from the offset on, to the output. Throws an error if the file is shorter.
  package func read(_ count: Int, at offset: Int, into output: inout [UInt8]) throws(FileError) {
    let start = output.count
    do { try readAt(offset, count, of: descriptor, into: &output) } catch {
      throw FileError("read", path, error)
    }
    guard output.count - start == count else {
      output.removeLast(output.count - start)
      errno = EIO
      throw FileError("read", path)
    }
  }
}
