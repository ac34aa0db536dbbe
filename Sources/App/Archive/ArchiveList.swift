import Directory

/// The entries of an archive, and the faults of their headers.
struct ArchiveList {
  private(set) var document: Range<Int>?
  private(set) var pictures: [ArchiveFile.Content] = []
  private(set) var faults: [ArchiveFault] = []

  /// What else a file may be that somebody takes for such an archive.
  private static let gzip: [UInt8] = [0x1F, 0x8B]
  /// The most faults that are reported.
  private static let mostFaults = 100

  private let pictureBytes: Int
  private var names: Set<String> = []

  /// - Parameter read: returns the bytes of the file from an offset on; fewer than the count only at the end.
  init(
    pictureBytes: Int, _ read: (_ offset: Int, _ count: Int) throws(DirectoryError) -> [UInt8]
  ) throws(DirectoryError) {
    self.pictureBytes = pictureBytes
    var offset = 0
    while faults.count < Self.mostFaults {
      let block = try read(offset, TarHeader.block)
      if block.allSatisfy({ $0 == 0 }), block.count == TarHeader.block { break }
      guard let header = TarHeader(block[...]) else {
        faults.append(Self.unreadable(block, at: offset))
        return
      }
      let content = offset + TarHeader.block..<offset + TarHeader.block + header.size
      // The last byte of a content shows whether the file has all of it.
      let last = try read(max(content.lowerBound, content.upperBound - 1), 1)
      guard content.isEmpty || !last.isEmpty else {
        faults.append(ArchiveFault(header.name, "the archive ends before this file does; copy it again"))
        return
      }
      if let fault = take(header, content) { faults.append(ArchiveFault(header.name, fault)) }
      offset = content.upperBound + header.padding
    }
    if document == nil, faults.isEmpty {
      let name = ArchiveEntry.document.path
      faults.append(ArchiveFault(nil, "it has no \(name), so it isn't an archive that export has written"))
    }
  }

  private static func unreadable(_ block: [UInt8], at offset: Int) -> ArchiveFault {
    if offset == 0, block.starts(with: gzip) {
      return ArchiveFault(nil, "the archive is compressed; run gunzip first")
    }
    if block.isEmpty || block.count < TarHeader.block {
      return ArchiveFault(nil, "the archive ends without its last block; copy it again")
    }
    return ArchiveFault(
      nil, offset == 0 ? "this isn't a tar archive (ustar)" : "there is no header of tar at byte \(offset)")
  }

  /// Adds an entry. Returns what is wrong with it, or nil.
  private mutating func take(_ header: TarHeader, _ content: Range<Int>) -> String? {
    switch header.kind {
    case .folder where ArchiveEntry.isFolder(header.name): return nil
    case .link: return "this is a link, and only files are imported"
    case .attributes: return "this is in another format of tar; write the archive with --format=ustar"
    case .folder, .other: return "this isn't a file; an archive has directory.json and pictures"
    case .file: break
    }
    guard let entry = ArchiveEntry(path: header.name) else {
      return "an archive has directory.json, and pictures/ with files that are called by their SHA-256"
    }
    guard names.insert(entry.path).inserted else { return "the archive has two files with this name" }
    switch entry {
    case .document: document = content
    case .picture(let sha256, let type):
      guard header.size <= pictureBytes else {
        return
          "the picture has \(header.size) bytes, and http.maxPictureBytes allows \(pictureBytes); raise it, "
          + "or leave the picture out"
      }
      pictures.append(ArchiveFile.Content(path: entry.path, sha256: sha256, type: type, place: content))
    }
    return nil
  }
}
