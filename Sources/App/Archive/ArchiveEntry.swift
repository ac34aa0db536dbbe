import Directory

/// A file in an archive of a directory with its pictures. Nothing else may be in one.
enum ArchiveEntry: Equatable {
  case document
  case picture(sha256: String, type: String)

  private static let folder = "pictures/"
  private static let endings = ["image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"]

  /// The path in the archive. That of a picture is the address of its content.
  var path: String {
    switch self {
    case .document: "directory.json"
    case .picture(let sha256, let type): Self.folder + sha256 + "." + (Self.endings[type] ?? "")
    }
  }

  init(_ size: PictureSize) { self = .picture(sha256: size.sha256, type: size.type) }

  /// Creates the entry with a path. Returns nil for any other path, such as one with `..`.
  init?(path: String) {
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    if path == ArchiveEntry.document.path {
      self = .document
      return
    }
    let parts = path.dropFirst(Self.folder.count).split(separator: ".", omittingEmptySubsequences: false)
    guard path.hasPrefix(Self.folder), parts.count == 2, TextRules.isSHA256(String(parts[0])),
      let type = Self.endings.first(where: { $0.value == parts[1] })?.key
    else { return nil }
    self = .picture(sha256: String(parts[0]), type: type)
  }

  /// True for the path of a folder that the files are in, which other programs list too.
  static func isFolder(_ path: String) -> Bool {
    ["./", ".", "pictures", folder, "./" + folder].contains(path)
  }
}

/// Why an archive isn't imported.
struct ArchiveFault: Error, Equatable {
  /// The path of the entry; nil for the archive as a whole.
  var entry: String?
  /// Says what is wrong and what would be right, without a full stop.
  var message: String

  init(_ entry: String? = nil, _ message: String) {
    self.entry = entry
    self.message = message
  }
}
