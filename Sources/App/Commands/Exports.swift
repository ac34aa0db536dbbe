import Directory
import FoundationEssentials
import Glibc
import OperatingSystem

/// Exports the directory to a file or to standard output.
extension MemberDirectory {
  package struct ExportOptions: Sendable {
    /// The file to write; nil for standard output.
    package var file: String?
    /// `json`, `ndjson` or `csv`. If it is nil, the file's name decides; without a file it is `json`.
    package var format: String?
    /// The type of the records to export; nil for all types.
    package var type: String?
    /// The version of the document; nil for the current one.
    package var version: Int?
    /// The archive to write, with the pictures; nil for an export without them.
    package var archive: String?

    package init(file: String? = nil, format: String? = nil, type: String? = nil, version: Int? = nil) {
      self.file = file
      self.format = format
      self.type = type
      self.version = version
    }
  }

  private static let recordTypes = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
  private static let transferFormats = TransferFormat.allCases.map(\.rawValue)

  /// Exports the records. The file gets its name when it is complete. Throws if there is no database.
  ///
  /// - Parameter report: gets a line for each thing that an older version of the document doesn't have.
  package static func export(
    _ settings: Settings, _ options: ExportOptions, report: LogOutput = .standardError
  ) throws(StartupError) {
    let (format, type) = try whatToExport(options)
    let location = StoreLocation(settings)
    guard location.exists else {
      throw StartupError("\(location.name): there is no such database", .cannotCreate)
    }
    if let archive = options.archive { return try exportArchive(settings, to: archive) }
    let version = try version(options.version, format)
    var file = try ExportFile(options.file)
    var export: RecordExport
    do {
      let store = try location.open()
      export =
        if format == .csv, let type {
          try RecordExport(tableOf: type, from: try store.makeReader().staff)
        } else {
          RecordExport(format, type: type, version: version)
        }
      try store.export(type) { item in file.write { export.add(item, to: &$0) } }
    } catch {
      throw StartupError(error, database: location.name)
    }
    _ = file.write { export.end(to: &$0) }
    try file.keep()
    let lines = export.leftOut.map { "left out: \($0)\n" }.joined()
    if !lines.isEmpty { report.write(Array(lines.utf8)) }
  }

  private static func version(_ version: Int?, _ format: TransferFormat) throws(StartupError) -> Int {
    guard let version else { return DirectoryDocument.version }
    let known = DirectoryDocument.versions
    guard known.contains(version) else {
      throw StartupError("--format-version must be \(known.lowerBound) to \(known.upperBound)", .usage)
    }
    guard format != .csv else {
      throw StartupError(
        "--format-version needs --format json or ndjson, since a table has no version", .usage)
    }
    return version
  }

  private static func whatToExport(
    _ options: ExportOptions
  ) throws(StartupError) -> (TransferFormat, RecordType?) {
    if options.archive != nil {
      let others = [
        ("--output", options.file), ("--format", options.format), ("--type", options.type),
        ("--format-version", options.version.map { String($0) }),
      ]
      if let other = others.first(where: { $0.1 != nil }) {
        throw StartupError(
          "--pictures writes an archive with the whole document as JSON; leave \(other.0) out", .usage)
      }
    }
    let format = try options.format.map(transferFormat) ?? options.file.flatMap(format(ofFile:)) ?? .json
    let type = try recordType(options.type)
    switch format {
    case .json where type != nil:
      throw StartupError(
        "--type needs --format ndjson or csv, since the JSON document contains all types", .usage)
    case .csv where type == nil:
      throw StartupError(
        "--format csv needs --type with one of \(recordTypes), since a table contains one type", .usage)
    case .json, .ndjson, .csv: return (format, type)
    }
  }

  static func transferFormat(_ name: String) throws(StartupError) -> TransferFormat {
    if let format = TransferFormat(rawValue: name) { return format }
    throw StartupError("--format must be one of \(transferFormats.joined(separator: ", "))", .usage)
  }

  static func format(ofFile file: String) -> TransferFormat? {
    file.split(separator: ".").last.flatMap { TransferFormat(rawValue: String($0)) }
  }

  static func recordType(_ name: String?) throws(StartupError) -> RecordType? {
    guard let name else { return nil }
    if let type = RecordType(rawValue: name) { return type }
    throw StartupError("--type must be one of \(recordTypes)", .usage)
  }
}

/// Standard output, or a file that appears under its name only when it is complete. A path that isn't a
/// regular file, such as a pipe or a device, is written to directly.
struct ExportFile: ~Copyable {
  private static let stretch = 1 << 16

  private let path: String?
  private let partial: PartialFile?
  private let descriptor: Int32
  private var output: [UInt8] = []
  private var failure: SystemError?

  init(_ path: String?) throws(StartupError) {
    self.path = path
    do {
      if let path, PartialFile.canReplace(path) {
        let file = try PartialFile(for: path, permissions: 0o600)
        descriptor = file.descriptor
        partial = consume file
      } else {
        descriptor = try path.map(Self.open) ?? STDOUT_FILENO
        partial = nil
      }
    } catch {
      throw StartupError("cannot write \(path ?? ""): \(error.cause)", .cannotCreate)
    }
  }

  private static func open(_ path: String) throws(FileError) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", path) }
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
