import Glibc

/// The destination of log lines. A write never fails for the caller, because a log that can't be written must
/// not stop the service.
package struct LogOutput: Sendable {
  /// Writes whole lines, each with its newline.
  package let write: @Sendable ([UInt8]) -> Void

  package init(write: @escaping @Sendable ([UInt8]) -> Void) {
    self.write = write
  }

  /// Logs and messages go to standard error, because standard output is for the result of a command.
  package static let standardError = LogOutput(descriptor: STDERR_FILENO)
  package static let standardOutput = LogOutput(descriptor: STDOUT_FILENO)

  /// Writes all lines with one write(2), so that they don't mix with those of other processes: a pipe keeps
  /// up to PIPE_BUF (4,096) bytes together, a file that was opened for appending keeps any number together.
  ///
  /// A write may block. The server's event loops write through a ``LogWriter`` instead.
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
          return  // EPIPE, EIO, ENOSPC and others: nothing can report a log that can't be written
        }
      }
    }
  }

  /// Waits until the descriptor can be written. A descriptor that another program has made non-blocking, such
  /// as a terminal that both use, returns EAGAIN when it is full.
  private static func waitUntilWritable(_ descriptor: Int32) -> Bool {
    var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return unsafe poll(&poller, 1, -1) > 0 || errno == EINTR
  }
}

/// The form of log lines.
package enum LogFormat: String, Sendable {
  case text
  case json

  /// Returns the format that `log.format` names. `auto` is text for a person at a terminal, and JSON for
  /// anything else that reads standard error.
  package init(setting: String) {
    self = LogFormat(rawValue: setting) ?? (isatty(STDERR_FILENO) == 1 ? .text : .json)
  }
}
