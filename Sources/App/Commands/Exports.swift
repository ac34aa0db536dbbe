import Directory
import DirectorySQLite
import FoundationEssentials
import Glibc
import OperatingSystem

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

/// Standard output, or a file that appears under its name only when it is complete. A path that isn't a regular
/// file, such as a pipe or a device, is written to directly.
private struct ExportFile: ~Copyable {
  private static let stretch = 1 << 16

  private let path: String?
  private let partial: PartialFile?
  private let descriptor: Int32
  private var output: [UInt8] = []
  private var failure: SystemError?

  init(_ path: String?) throws(StartupError) {
    self.path = path
    do {
      if let path, !Self.isSpecial(path) {
        let file = try PartialFile(for: path, permissions: 0o666)
        descriptor = file.descriptor
        partial = consume file
      } else {
        descriptor = try path.map(Self.openSpecial) ?? STDOUT_FILENO
        partial = nil
      }
    } catch {
      throw StartupError("cannot write \(path ?? ""): \(error.cause)", .cannotCreate)
    }
  }

  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  private static func openSpecial(_ path: String) throws(FileError) -> Int32 {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("opening", path) }
    return descriptor
  }

  deinit { if partial == nil, path != nil { close(descriptor) } }

  /// Returns false after a failure, since writing more is of no use.
  mutating func write(_ add: (inout [UInt8]) -> Void) -> Bool {
    add(&output)
    if output.count >= Self.stretch { flush() }
    return failure == nil
  }

  private mutating func flush() {
    if failure == nil {
      do { try writeAll(output, to: descriptor) } catch { failure = error }
    }
    output.removeAll(keepingCapacity: true)
  }

  /// Ends the export: what was written is on the disk, under its own name.
  mutating func keep() throws(StartupError) {
    flush()
    if failure == nil {
      switch partial {
      case let file?: do { try file.moveIntoPlace() } catch { failure = error.cause }
      case nil: break
      }
    }
    guard let failure else { return }
    throw StartupError("cannot write \(path ?? "to standard output"): \(failure)", .inputOutput)
  }
}
