import Directory

/// The file of a picture.
struct InMemoryPicture: Sendable {
  let size: PictureSize
  let file: [UInt8]
}

extension InMemoryTables {
  func picture(_ sha256: String) -> PictureSize? { state.pictures[sha256]?.size }

  func put(_ picture: PictureSize, _ file: [UInt8]) {
    state.pictures[picture.sha256] = InMemoryPicture(size: picture, file: file)
  }

  func removeUnusedPictures() -> Int {
    let records = state.rows.values.map(\.record) + state.drafts.values
    let used = Set(records.flatMap { $0.image?.sizes.map(\.sha256) ?? [] })
    let documents = state.revisions.compactMap(\.revision.state?.document)
    let before = state.pictures.count
    state.pictures = state.pictures.filter { picture in
      used.contains(picture.key) || documents.contains { $0.contains(picture.key) }
    }
    return before - state.pictures.count
  }
}

extension InMemoryState {
  func picturePart(_ sha256: String, _ number: Int) -> [UInt8]? {
    let start = number * PictureSize.partBytes
    guard let file = pictures[sha256]?.file, start < file.count else { return nil }
    return Array(file[start..<min(start + PictureSize.partBytes, file.count)])
  }
}
