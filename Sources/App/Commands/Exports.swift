import Directory
import DirectorySQLite
import FoundationEssentials
import Glibc

/// The whole directory, into a file or to standard output.
extension MemberDirectory {
  package struct ExportOptions: Sendable {
    /// Nil for standard output.
    package var file: String?
    /// `json`, `ndjson` or `csv`; nil to go by the file's name, and for the document without one.
    package var format: String?
    /// The type of the records, where not all are wanted.
    package var type: String?

    package init(file: String? = nil, format: String? = nil, type: String? = nil) {
      self.file = file
      self.format = format
      self.type = type
    }
  }

  private static let recordTypes = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
  static let transferFormats = TransferFormat.allCases.map(\.rawValue)

  /// Nothing is made for an export but its file, and that only as a whole.
  package static func export(_ settings: Settings, _ options: ExportOptions) throws(StartupError) {
    let (format, type) = try whatToExport(options)
    let path = settings.database.path
    guard FileManager.default.fileExists(atPath: path) else {
      throw StartupError("\(path): there is no such database", .cannotCreate)
    }
    var export = RecordExport(format, type: type)
    var file = try ExportFile(options.file)
    do {
      let store = try SQLiteDirectoryStore(
        path: path, busyTimeout: .milliseconds(settings.database.busyTimeoutMilliseconds))
      try store.export(type) { item in file.write { export.add(item, to: &$0) } }
    } catch {
      file.discard()
      throw StartupError(error, database: path)
    }
    _ = file.write { export.end(to: &$0) }
    try file.keep()
  }

  private static func whatToExport(
    _ options: ExportOptions
  ) throws(StartupError) -> (TransferFormat, RecordType?) {
    let named = options.format ?? options.file.flatMap { format(ofFile: $0)?.rawValue } ?? "json"
    guard let format = TransferFormat(rawValue: named) else {
      throw StartupError("--format is one of \(transferFormats.joined(separator: ", "))", .usage)
    }
    let type = try recordType(options.type)
    switch format {
    case .json where type != nil:
      throw StartupError("the document holds all types; for one, take --format ndjson or csv", .usage)
    case .csv where type == nil:
      throw StartupError("a table holds one type: say --type with one of \(recordTypes)", .usage)
    case .json, .ndjson, .csv: return (format, type)
    }
  }

  static func format(ofFile file: String) -> TransferFormat? {
    file.split(separator: ".").last.flatMap { TransferFormat(rawValue: String($0)) }
  }

  static func recordType(_ name: String?) throws(StartupError) -> RecordType? {
    guard let name else { return nil }
    if let type = RecordType(rawValue: name) { return type }
    throw StartupError("--type is one of \(recordTypes)", .usage)
  }
}

/// What the system call before it said, for people.
func lastSystemError() -> String {
  unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
}

/// Standard output, or a file that is there as a whole or not at all: until it is kept it has another name. What
/// is no file, such as a pipe or a device, is written to as it is.
private struct ExportFile {
  private static let stretch = 1 << 16

  private let path: String?
  private let partial: String?
  private let descriptor: Int32
  private var output: [UInt8] = []
  private var failure: String?

  init(_ path: String?) throws(StartupError) {
    self.path = path
    partial = path.flatMap { Self.isSpecial($0) ? nil : "\($0).\(getpid()).partial" }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    descriptor = (partial ?? path).map { unsafe open($0, flags, 0o666) } ?? STDOUT_FILENO
    guard descriptor >= 0 else {
      throw StartupError("cannot write \(path ?? ""): \(lastSystemError())", .cannotCreate)
    }
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// False after a failure: there is no use in more.
  mutating func write(_ add: (inout [UInt8]) -> Void) -> Bool {
    add(&output)
    if output.count >= Self.stretch { flush() }
    return failure == nil
  }

  private mutating func flush() {
    var rest = output[...]
    while !rest.isEmpty, failure == nil {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR {
        failure = lastSystemError()
      }
    }
    output.removeAll(keepingCapacity: true)
  }

  /// On the disk before it has its name: after a crash there is the old file or the new one.
  mutating func keep() throws(StartupError) {
    flush()
    if let path, let partial, failure == nil {
      if fsync(descriptor) != 0 { failure = lastSystemError() }
      if failure == nil, unsafe rename(partial, path) != 0 { failure = lastSystemError() }
    }
    guard let failure else { return close() }
    discard()
    throw StartupError("cannot write \(path ?? "to standard output"): \(failure)", .inputOutput)
  }

  func discard() {
    close()
    if let partial { _ = unsafe unlink(partial) }
  }

  private func close() {
    if path != nil { _ = Glibc.close(descriptor) }
  }
}
