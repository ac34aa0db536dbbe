internal import Glibc

/// The error of a system call: its number, and its text as in errno(3).
package struct SystemError: Error, Equatable, CustomStringConvertible {
  package let code: Int32

  package init(_ code: Int32) {
    self.code = code
  }

  /// The error of the last call that failed on this thread. Read it before any other call.
  package static var last: SystemError { SystemError(errno) }

  package var isNotFound: Bool { code == ENOENT }
  package var isDiskFull: Bool { code == ENOSPC }

  // strerror(3) may be called from any thread: since glibc 2.32 its buffer belongs to the thread.
  package var description: String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
