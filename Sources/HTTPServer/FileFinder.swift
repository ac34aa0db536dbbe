import Glibc

/// Why a file that may well be there cannot be served now.
enum FileError: Error {
  case system(Int32)
  /// It was written to while it was read.
  case changed
}

/// Opens files below a root, and nothing elsewhere: name by name, each relative to the folder before it and
/// without following symbolic links (O_NOFOLLOW, open(2)), so that no link, not even one that is put there
/// between two steps, leads out. The root itself may be a link.
struct FileFinder {
  enum Found {
    /// With the gzip of it that stands beside it, if there is one that is not older.
    case file(OpenFile, gzip: OpenFile?, name: String)
    /// A folder that was named without its last slash.
    case folder
    case nothing
  }

  static let index = "index.html"

  let root: String

  /// An empty last name asks for the folder's index.
  func find(_ segments: [String]) throws(FileError) -> Found {
    guard let last = segments.last else { return .nothing }
    guard var folder = try Folder.open(root) else { return .nothing }
    for name in segments.dropLast() {
      guard let next = try folder.folder(name) else { return .nothing }
      folder = next
    }
    let name = last.isEmpty ? Self.index : last
    switch try folder.file(name) {
    case .file(let file): return .file(file, gzip: try gzip(of: file, name, in: folder), name: name)
    case .folder: return last.isEmpty ? .nothing : .folder
    case .nothing: return .nothing
    }
  }

  /// One that is older than its file was made from another version of it.
  private func gzip(of file: OpenFile, _ name: String, in folder: Folder) throws(FileError) -> OpenFile? {
    guard case .file(let gzip) = try folder.file(name + ".gz") else { return nil }
    return gzip.isOlder(than: file) ? nil : gzip
  }
}

/// An open folder, closed with its last reference.
private final class Folder {
  enum Entry {
    case file(OpenFile)
    case folder
    case nothing
  }

  private static let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  static func open(_ path: String) throws(FileError) -> Folder? {
    try existing(unsafe Glibc.open(path, flags)).map(Folder.init)
  }

  func folder(_ name: String) throws(FileError) -> Folder? {
    try Self.existing(unsafe openat(descriptor, name, Self.flags | O_NOFOLLOW)).map(Folder.init)
  }

  /// O_NONBLOCK: a FIFO must not make the loop wait for a writer before it is seen to be none of ours.
  func file(_ name: String) throws(FileError) -> Entry {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let opened = try Self.existing(unsafe openat(descriptor, name, flags)) else { return .nothing }
    guard let file = try OpenFile(taking: opened) else {
      // Only a folder is distinguished from the rest: sockets, devices and FIFOs are not there.
      return try folder(name) == nil ? .nothing : .folder
    }
    return .file(file)
  }

  /// Nil where there is nothing of that name, or nothing that we may read or follow.
  private static func existing(_ descriptor: Int32) throws(FileError) -> Int32? {
    guard descriptor < 0 else { return descriptor }
    switch errno {
    case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG, EACCES, EPERM, ENXIO, ENODEV: return nil
    default: throw .system(errno)
    }
  }
}
