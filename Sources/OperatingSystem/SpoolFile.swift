internal import Glibc

/// A temporary file without a name. It is removed when the value is released or the process ends, also by a
/// crash.
///
/// `append` is for one thread, before others read.
package final class SpoolFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// Creates the file on the file system of that folder.
  package init(in folder: String) throws(FileError) {
    var template = Array("\(folder)/.spool-XXXXXX".utf8CString)
    descriptor = unsafe template.withUnsafeMutableBufferPointer { name in
      guard let name = name.baseAddress else { return -1 }
      let descriptor = unsafe mkstemp(name)
      guard descriptor >= 0 else { return -1 }
      unsafe unlink(name)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    guard descriptor >= 0 else { throw FileError("create a file in", folder) }
    self.folder = folder
  }

  deinit { close(descriptor) }

  package func append(_ bytes: [UInt8]) throws(FileError) {
    do { try writeAll(bytes, to: descriptor) } catch { throw FileError("write to a file in", folder, error) }
  }

  /// Appends `count` bytes of the file, from the offset on, to the output. Appends fewer only at the end
  /// of the file.
  package func read(_ count: Int, at offset: Int, into output: inout [UInt8]) throws(FileError) {
    do { try readAt(offset, count, of: descriptor, into: &output) } catch {
      throw FileError("read from a file in", folder, error)
    }
  }
}
