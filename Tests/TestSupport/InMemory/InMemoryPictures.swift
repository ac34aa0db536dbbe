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

  func removePicture(_ sha256: String) { state.pictures[sha256] = nil }

  func pictures(ofContact slug: String) -> Set<String> {
    let key = RecordKey(.contact, slug)
    let records = [state.rows[key]?.record, state.drafts[key]].compactMap(\.self)
    let documents = state.revisions.filter { $0.revision.key == key }.compactMap(\.revision.state?.document)
    return Set(records.flatMap { $0.image?.sizes.map(\.sha256) ?? [] }).union(
      state.pictures.keys.filter { name in documents.contains { $0.contains(name) } })
  }

  func records(showing sha256: String) -> [RecordKey] {
    (state.rows.values.map(\.record) + state.drafts.values)
      .filter { $0.image?.sizes.contains { $0.sha256 == sha256 } == true }.map(\.key)
      .sorted { ($0.type.rawValue, $0.slug) < ($1.type.rawValue, $1.slug) }
  }
}

extension InMemoryState {
  func picturePart(_ sha256: String, _ number: Int) -> [UInt8]? {
    let start = number * PictureSize.partBytes
    guard let file = pictures[sha256]?.file, start < file.count else { return nil }
    return Array(file[start..<min(start + PictureSize.partBytes, file.count)])
  }
}
