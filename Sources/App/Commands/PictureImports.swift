import Directory
import DirectoryAPI

/// Stores the pictures of an archive, in the edit that imports its document.
extension ArchiveFile {
  /// Returns the faults of pictures that the document doesn't name.
  func unnamed() throws(DirectoryError) -> [ArchiveFault] {
    let named = try DocumentPictures.named(in: pieces())
    return pictures.filter { !named.contains($0.sha256) }.map { picture in
      ArchiveFault(picture.path, "no record of directory.json has this picture; leave the file out")
    }
  }

  /// Stores the pictures that aren't stored yet. Returns the faults of their contents.
  func store(with editor: RecordEditor) throws(DirectoryError) -> [ArchiveFault] {
    var faults: [ArchiveFault] = []
    for picture in pictures {
      let content = try content(of: picture)
      switch PictureFile.stored(content) {
      case .failure(let refusal): faults.append(ArchiveFault(picture.path, refusal.text))
      case .success(let file) where file.size.sha256 != picture.sha256:
        faults.append(
          ArchiveFault(
            picture.path, "the file was changed: its SHA-256 is \(file.size.sha256); copy it again"))
      case .success(let file) where file.size.type != picture.type:
        faults.append(
          ArchiveFault(
            picture.path, "the file is \(file.size.type); its name must be \(ArchiveEntry(file.size).path)"))
      case .success(let file): if faults.isEmpty { try editor.store(file.size, file.bytes) }
      }
    }
    return faults
  }
}
