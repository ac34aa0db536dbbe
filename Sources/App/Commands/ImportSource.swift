import Directory
import DirectoryAPI
import Glibc
import OperatingSystem
import Synchronization

/// What an import reads: a file of records, or an archive of a document and its pictures.
enum ImportSource: Sendable {
  case file(ImportFile)
  case archive(ArchiveFile)

  /// Opens the file. Throws the faults of an archive's entries.
  init(
    _ options: MemberDirectory.ImportOptions, _ settings: Settings, bar: ProgressBar
  ) throws(StartupError) {
    guard options.isArchive else {
      self = .file(try ImportFile(options.file, bar: bar))
      return
    }
    guard options.file != "-" else {
      throw StartupError("an archive can't be read from standard input; name its file", .usage)
    }
    let archive = try ArchiveFile(options.file, pictureBytes: settings.api.pictureBytes)
    let faults: [ArchiveFault]
    do { faults = try archive.unnamed() } catch { throw StartupError(error, database: options.file) }
    if let text = ArchiveFile.text(faults, in: options.file) { throw StartupError(text, .data) }
    self = .archive(archive)
  }

  /// Stores the pictures of an archive, and returns their faults.
  func storePictures(with editor: RecordEditor) throws(DirectoryError) -> [ArchiveFault] {
    guard case .archive(let archive) = self else { return [] }
    return try archive.store(with: editor)
  }

  /// Returns a function that returns the records in pieces.
  func pieces() -> ImportBytes {
    switch self {
    case .file(let file): { () throws(DirectoryError) in try file.read() }
    case .archive(let archive): archive.pieces()
    }
  }

  /// Removes the progress bar, so that other output can be written. The next read shows it again.
  func freeLine() { if case .file(let file) = self { file.freeLine() } }
  func close() { if case .file(let file) = self { file.close() } }
}

extension MemberDirectory.ImportOptions {
  /// Whether the file is an archive, as its format or else its name says.
  var isArchive: Bool { format.map { $0 == "tar" } ?? file.lowercased().hasSuffix(".tar") }
}

/// Reads the file of an import in parts, and shows the progress.
final class ImportFile: Sendable {
  private static let stretch = 1 << 16

  private let path: String
  private let descriptor: Int32
  private let size: Int
  private let taken = Atomic(0)
  private let bar: ProgressBar

  init(_ path: String, bar: ProgressBar) throws(StartupError) {
    self.path = path
    self.bar = bar
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StartupError("\(path): \(SystemError.last)", .data) }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    // A folder can be opened, and only reading it is an error.
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      throw StartupError("\(path): \(SystemError(EISDIR))", .data)
    }
    size = isKnown ? Int(status.st_size) : 0
  }

  func read() throws(DirectoryError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try readSome(Self.stretch, from: descriptor) } catch {
      throw .unavailable("cannot read \(path): \(error)")
    }
    bar.show(taken.add(bytes.count, ordering: .relaxed).newValue, of: size)
    return bytes
  }

  /// Removes the progress bar, so that other output can be written. The next read shows it again.
  func freeLine() { bar.clear() }
  func close() { if descriptor != STDIN_FILENO { _ = Glibc.close(descriptor) } }
}
