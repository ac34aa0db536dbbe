internal import Directory
internal import HTTPCore
internal import Pictures

/// Writes to the picture of a record, which are writes to the record: they have its entity tag and its
/// revisions.
extension RecordJob {
  /// Stores the file that was uploaded as the only size of the picture, or as a further one.
  func upload(
    _ key: RecordKey, asSize: Bool, _ editor: RecordEditor
  ) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try Self.missing(key, editor.reader) }
    let before = existing.record.image?.shownHere
    if asSize, before == nil { throw .writing(.picture(.noPicture(key))) }
    try requireIfMatch(existing, hasPicture: before != nil, editor)
    let file = try cleaned()
    func changed(_ stored: StoredRecord) throws(APIError) -> StoredRecord {
      var changed = stored
      changed.record.image = try image(with: file.size, asSize: asSize, over: stored.record.image)
      return changed
    }
    let tag =
      conditions.ifMatch.isEmpty ? nil : try checkIfMatch(existing, editor) { base in try? changed(base) }
    let after = try changed(existing)
    try APIError.wrapping { () throws(DirectoryError) in try editor.store(file.size, file.bytes) }
    return try save(after, over: existing, tagged: tag, editor)
  }

  /// Removes the picture with all its sizes, its alternative text and its credit.
  func removePicture(_ key: RecordKey, _ editor: RecordEditor) throws(APIError) -> EditResult<Response> {
    guard let existing = try stored(key, editor) else { throw try Self.missing(key, editor.reader) }
    func changed(_ stored: StoredRecord) -> StoredRecord {
      var changed = stored
      changed.record.image = nil
      return changed
    }
    let tag = try checkIfMatch(existing, editor) { changed($0) }
    guard existing.record.image?.sizes.isEmpty == false else { throw .writing(.picture(.noPicture(key))) }
    return try save(changed(existing), over: existing, tagged: tag, editor)
  }

  /// Throws if the record has a picture, and the client doesn't say which state of the record it has seen.
  private func requireIfMatch(
    _ existing: StoredRecord, hasPicture: Bool, _ editor: RecordEditor
  ) throws(APIError) {
    guard hasPicture else { return }
    if conditions.mustBeNew { throw .negotiation(.preconditionFailed) }
    guard conditions.ifMatch.isEmpty else { return }
    throw .writing(.preconditionRequired(tag: EntityTag(of: try representation(existing, editor.reader))))
  }

  private func cleaned() throws(APIError) -> PictureFile {
    let file: PictureFile
    do { file = try PictureFile(cleaning: content) } catch { throw .writing(.picture(.file(error))) }
    if let stated = upload?.type, stated != file.type {
      throw .writing(.picture(.otherType(stated: stated, file.type)))
    }
    return file
  }

  /// Returns the picture with the file as its only size, or as a further one in place of that with the same
  /// width.
  private func image(
    with size: PictureSize, asSize: Bool, over before: Image?
  ) throws(APIError) -> Image {
    guard asSize else {
      guard let alt = upload?.alt else { throw .writing(.picture(.noAlternativeText)) }
      return Image(credit: upload?.credit, alt: alt, sizes: [size])
    }
    var image = before ?? Image(credit: nil, alt: nil, sizes: [])
    if let alt = upload?.alt { image.alt = alt }
    if let credit = upload?.credit { image.credit = credit }
    image.sizes = image.sizes.filter { $0.width != size.width } + [size]
    image.sizes.sort { $0.width < $1.width }
    guard image.sizes.count <= Image.mostSizes else { throw .writing(.picture(.tooManySizes)) }
    return image
  }
}
