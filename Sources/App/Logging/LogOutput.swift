import Glibc

/// Where log lines go. Writing never fails for the caller: a log that can't be written must not take the
/// service down with it.
package struct LogOutput: Sendable {
  /// Gets whole lines, each with its newline.
  package let write: @Sendable ([UInt8]) -> Void

  package init(write: @escaping @Sendable ([UInt8]) -> Void) {
    self.write = write
  }

  /// All logs go there: standard output is for what a command was asked for.
  package static let standardError = LogOutput(descriptor: STDERR_FILENO)
  package static let standardOutput = LogOutput(descriptor: STDOUT_FILENO)

  /// One write(2) for all the lines at hand, so that those of several loops don't mix: a pipe keeps up to
  /// PIPE_BUF (4,096) bytes together, a file opened for appending any number.
  package init(descriptor: Int32) {
    write = { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno == EAGAIN, Self.waitUntilWritable(descriptor) {
          continue
        } else if errno != EINTR {
          return  // EPIPE, EIO, ENOSPC, …: nobody is left to tell
        }
      }
    }
  }

  /// A terminal shared with a program that made it non-blocking answers EAGAIN. Its reader gets this long
  /// to catch up, then the lines are dropped: better than a stalled event loop.
  private static func waitUntilWritable(_ descriptor: Int32) -> Bool {
    let patienceMilliseconds: Int32 = 100
    var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&poller, 1, patienceMilliseconds) > 0
  }
}

/// How lines look.
package enum LogFormat: String, Sendable {
  case text
  case json

  /// `log.format`: text for a person at a terminal, JSON for whatever else reads standard error.
  package init(setting: String) {
    self = LogFormat(rawValue: setting) ?? (isatty(STDERR_FILENO) == 1 ? .text : .json)
  }
}
