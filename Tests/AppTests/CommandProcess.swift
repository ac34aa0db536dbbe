import Foundation
import Glibc
import TestSupport
import Testing

/// The program, run as a process of its own. Its standard output is written to a file, so that the test only
/// has to read standard error and the process never waits for a reader of its output.
final class CommandProcess {
  struct Ended {
    let status: Int32
    let output: [UInt8]
    /// Lines of standard error.
    let errors: [String]

    /// The lines that say why the command failed. All others are the log.
    var failures: [String] { errors.filter { $0.hasPrefix("member-directory: ") } }

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// A time that no command needs, not even with a sanitizer.
  private static let patienceMilliseconds: Int32 = 60_000

  let folder: TemporaryFolder
  let pid: pid_t
  private let errorStream: Int32
  private let outputName: String
  private var errors: [UInt8] = []
  private var hasEnded = false

  /// Starts the program with exactly the variables in `environment`, and a sanitizer's options. A server has
  /// no admin listener, whose port other tests may use, unless a variable is about it. Its working
  /// directory is `directory`, and it may open this number of descriptors.
  init(
    _ arguments: [String], environment: [String: String] = [:], in folder: TemporaryFolder,
    directory: String? = nil, descriptors: Int? = nil
  ) throws {
    self.folder = folder
    outputName = "output-\(UUID().uuidString)"
    // This is a socket and not a pipe, because it can be created with CLOEXEC in one call, so that no other
    // child that starts at the same moment inherits it.
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let made = unsafe socketpair(AF_UNIX, kind, 0, &ends)
    try #require(made == 0)
    errorStream = ends[0]
    defer { close(ends[1]) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, folder.file(outputName), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    // env(1) changes to the directory and executes the command in the same process.
    let move = directory.map { ["/usr/bin/env", "--chdir=\($0)"] } ?? []
    let limit = descriptors.map { ["/bin/sh", "-c", "ulimit -n \($0); exec \"$@\"", "sh"] } ?? []
    let words = move + limit + [try Self.executable()] + arguments
    var variables = environment.merging(Self.sanitizerOptions) { $1 }
    if arguments.first == "serve", !arguments.contains("--print-config"),
      !environment.keys.contains(where: { $0.contains("_ADMIN_") })
    {
      variables["MEMBER_DIRECTORY_ADMIN_ENABLED"] = "false"
    }
    pid = try unsafe Self.spawn(words, variables.map { "\($0)=\($1)" }, &actions)
  }

  /// The options of the sanitizer with which the tests were built. The program was built with the same.
  private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
    $0.key.hasSuffix("SAN_OPTIONS")
  }

  private static func spawn(
    _ words: [String], _ variables: [String], _ actions: inout posix_spawn_file_actions_t
  ) throws -> pid_t {
    var pid = pid_t()
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe (arguments + environment).forEach { unsafe free($0) }
    }
    let error = unsafe posix_spawn(&pid, words[0], &actions, nil, &arguments, &environment)
    try #require(error == 0, "\(words[0]) can't be started")
    return pid
  }

  deinit {
    if !hasEnded {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    close(errorStream)
  }

  func signal(_ number: Int32) { kill(pid, number) }

  /// Waits for a line on standard error that contains `text`.
  func line(with text: String) throws -> String {
    while true {
      if let line = errorLines.first(where: { $0.contains(text) }) { return line }
      try #require(try readErrors(), "ended without \"\(text)\": \(errorLines)")
    }
  }

  /// Returns the port that `serve --port 0` listens on, from the first line with this message.
  func port(in message: String = "\"listening\"") throws -> UInt16 {
    let line = try line(with: message)
    let address = try #require(line.split(separator: "127.0.0.1:", maxSplits: 1).last)
    return try #require(UInt16(address.prefix { $0.isNumber }))
  }

  /// Waits until the program ends. If a signal ended it, the status is 128 plus the signal's number, as in a
  /// shell.
  func end() throws -> Ended {
    while try readErrors() {}
    let status = try endUnread()
    return Ended(status: status, output: try folder.read(outputName), errors: errorLines)
  }

  /// Waits until the program ends, without reading what it writes, and returns its status.
  func endUnread() throws -> Int32 {
    var code: Int32 = 0
    let waited = unsafe waitpid(pid, &code, 0)
    try #require(waited == pid)
    hasEnded = true
    return code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + code & 0x7F
  }

  /// The complete lines of standard error.
  private var errorLines: [String] {
    let whole = errors.prefix((errors.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
    return String(decoding: whole, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Reads once from standard error. Returns false at its end.
  private func readErrors() throws -> Bool {
    var poller = pollfd(fd: errorStream, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&poller, 1, Self.patienceMilliseconds)
    try #require(ready > 0, "the program writes nothing: \(errorLines)")
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = unsafe read(errorStream, &buffer, buffer.count)
    errors += buffer.prefix(max(0, count))
    return count > 0
  }

  /// Returns the path of the program, which is in the same folder as the tests. The tests are the running
  /// executable or one of its arguments.
  static func executable() throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let candidates = ([own] + CommandLine.arguments).map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: "member-directory")
        .path(percentEncoded: false)
    }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0) },
      "member-directory is not built beside \(own)")
  }
}
