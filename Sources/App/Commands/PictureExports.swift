import Directory
import OperatingSystem

/// Exports the directory with its pictures.
extension MemberDirectory {
  /// Writes an archive: the document, and the files that it names, in the order of their names. Two exports
  /// of the same data have the same bytes. The file gets its name when it is complete.
  static func exportArchive(_ settings: Settings, to path: String) throws(StartupError) {
    let location = StoreLocation(settings)
    var file = try ExportFile(path)
    do throws(DirectoryError) {
      let store = try location.open()
      let document = try ArchiveDocument(store, besides: settings.database.path)
      try document.write(to: &file)
      let reader = try store.makeReader()
      for size in document.pictures {
        let header = TarHeader(ArchiveEntry(size).path, size: size.bytes)
        _ = file.write { $0 += header.bytes }
        for number in 0..<(size.bytes + PictureSize.partBytes - 1) / PictureSize.partBytes {
          guard let part = try reader.picturePart(size.sha256, number) else {
            throw DirectoryError.unavailable(
              "the picture \(size.sha256) was removed during the export; run it again")
          }
          guard file.write({ $0 += part }) else { break }
        }
        _ = file.write { $0 += [UInt8](repeating: 0, count: header.padding) }
      }
    } catch {
      throw StartupError(error, database: location.name)
    }
    _ = file.write { $0 += TarHeader.end }
    try file.keep()
  }
}

/// The document of an archive. It is in a file until its length is known, which comes before it.
private struct ArchiveDocument {
  private let file: SpoolFile
  private let header: TarHeader
  /// The files that it names, each once, in the order of their names.
  let pictures: [PictureSize]

  private static let stretch = 1 << 16

  init(
    _ store: any DirectoryAdministration, besides database: String
  ) throws(DirectoryError) {
    var failure: FileError?
    var export = RecordExport(.json)
    var output: [UInt8] = []
    var length = 0
    var sizes: [String: PictureSize] = [:]
    let spool: SpoolFile
    do throws(FileError) { spool = try SpoolFile(in: parentFolder(of: database)) } catch {
      throw .unavailable("\(error)")
    }
    func flush() {
      length += output.count
      do throws(FileError) { try spool.append(output) } catch { failure = error }
      output.removeAll(keepingCapacity: true)
    }
    try store.export(nil) { item in
      export.add(item, to: &output)
      if case .record(let record) = item {
        for size in record.image?.sizes ?? [] { sizes[size.sha256] = size }
      }
      if output.count >= Self.stretch { flush() }
      return failure == nil
    }
    export.end(to: &output)
    flush()
    if let failure { throw .unavailable("\(failure)") }
    guard length <= TarHeader.mostBytes else {
      throw .unavailable("the document has \(length) bytes, more than an archive can hold; export it alone")
    }
    file = spool
    header = TarHeader(ArchiveEntry.document.path, size: length)
    pictures = sizes.values.sorted { $0.sha256 < $1.sha256 }
  }

  func write(to output: inout ExportFile) throws(DirectoryError) {
    var failure: FileError?
    _ = output.write { $0 += header.bytes }
    for offset in stride(from: 0, to: header.size, by: Self.stretch) where failure == nil {
      let isGoing = output.write { output in
        do throws(FileError) {
          try file.read(min(Self.stretch, header.size - offset), at: offset, into: &output)
        } catch { failure = error }
      }
      guard isGoing else { break }
    }
    if let failure { throw .unavailable("\(failure)") }
    _ = output.write { $0 += [UInt8](repeating: 0, count: header.padding) }
  }
}
