import Glibc
import HTTPCore
import Synchronization

/// A regular file, open for reading; closed with its last reference.
final class OpenFile: Sendable {
  private let descriptor: Int32
  private let state: State

  private struct State: Sendable, Equatable {
    let inode: UInt64
    let length: Int
    let modified: Int64
    let modifiedNanoseconds: Int64
    let changed: Int64
    let changedNanoseconds: Int64

    init(_ status: stat) {
      inode = UInt64(status.st_ino)
      length = Int(status.st_size)
      modified = Int64(status.st_mtim.tv_sec)
      modifiedNanoseconds = Int64(status.st_mtim.tv_nsec)
      changed = Int64(status.st_ctim.tv_sec)
      changedNanoseconds = Int64(status.st_ctim.tv_nsec)
    }
  }

  /// Nil where the descriptor, which is closed in any case, is of anything but a regular file.
  init?(taking descriptor: Int32) throws(FileError) {
    self.descriptor = descriptor
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .system(code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    state = State(status)
  }

  deinit { close(descriptor) }

  var length: Int { state.length }
  /// Seconds since 1970.
  var modified: Int64 { state.modified }

  func isOlder(than other: OpenFile) -> Bool {
    (state.modified, state.modifiedNanoseconds) < (other.state.modified, other.state.modifiedNanoseconds)
  }

  /// From what the file system says of the file instead of its octets: a write changes the time of change,
  /// which nobody can set back. Nil for a file that changed a moment ago: a second change within a tick of
  /// the kernel's clock (4 ms as a rule; 1 s on some file systems) would leave the same time, and a strong
  /// tag may not stand for both (RFC 9110 §8.8.1).
  func tag(now: Int64) -> EntityTag? {
    guard state.changed < now - 1 else { return nil }
    let numbers = [
      Int64(bitPattern: state.inode), Int64(state.length), state.modified, state.modifiedNanoseconds,
      state.changed, state.changedNanoseconds,
    ]
    // FNV-1a, over the octets of each: the tag has to differ, not to keep a secret.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for number in numbers {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        hash = (hash ^ (UInt64(bitPattern: number) >> shift & 255)) &* 0x0100_0000_01B3
      }
    }
    return EntityTag(opaque: String(hash, radix: 36))
  }

  /// `isRead` is false where only the length of the content is wanted.
  func body(_ range: Range<Int>, isRead: Bool) throws(FileError) -> Response.Body {
    guard isRead, range.count <= StaticFiles.wholeSize else {
      return .source(FileSource(self, range), length: range.count)
    }
    var content: [UInt8] = []
    try read(range, into: &content)
    return .bytes(content)
  }

  /// Appends those octets. Throws where the file is no longer the one that its tag speaks of: what was sent
  /// under that tag would not be it.
  func read(_ range: Range<Int>, into output: inout [UInt8]) throws(FileError) {
    var failure: FileError?
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, done in
      while let base = buffer.baseAddress, done < range.count {
        let offset = off_t(range.lowerBound + done)
        let count = unsafe pread(descriptor, base + done, range.count - done, offset)
        if count > 0 {
          done += count
        } else if count == 0 || errno != EINTR {
          failure = count == 0 ? .changed : .system(errno)
          return
        }
      }
    }
    if let failure { throw failure }
    if output.isEmpty { output = piece } else { output.append(contentsOf: piece) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, State(status) == state else { throw .changed }
  }
}

/// The octets of a file, a piece at a time.
final class FileSource: BodySource {
  private let file: OpenFile
  private let left: Mutex<Range<Int>>

  init(_ file: OpenFile, _ range: Range<Int>) {
    self.file = file
    left = Mutex(range)
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    let (piece, isLast) = left.withLock { left in
      let end = min(left.upperBound, left.lowerBound + StaticFiles.wholeSize)
      defer { left = end..<left.upperBound }
      return (left.lowerBound..<end, end == left.upperBound)
    }
    try file.read(piece, into: &output)
    return !isLast
  }
}
