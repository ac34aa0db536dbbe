/// Pictures of records.
extension RecordEditor {
  /// Stores a file, unless it is stored already. A record has to refer to it in the same edit, or else it is
  /// removed later.
  package func store(_ size: PictureSize, _ file: [UInt8]) throws(DirectoryError) {
    guard try tables.picture(size.sha256) == nil else { return }
    try write { tables throws(DirectoryError) in try tables.put(size, file) }
  }

  /// Removes the files to which nothing refers: no record, no draft and no revision. Returns their number.
  @discardableResult
  package func removeUnusedPictures() throws(DirectoryError) -> Int {
    try write { tables throws(DirectoryError) in try tables.removeUnusedPictures() }
  }

  /// Returns the faults of a picture whose files aren't stored, or are others than it says.
  ///
  /// - Parameter before: the record that it replaces, whose files are stored.
  func pictureFaults(
    of record: DirectoryRecord, over before: DirectoryRecord?, at pointer: String = ""
  ) throws(DirectoryError) -> [DocumentFault] {
    guard let image = record.image, let field = record.key.type.imageField, !image.sizes.isEmpty,
      image.sizes != before?.image?.sizes
    else { return [] }
    var faults: [DocumentFault] = []
    for (index, size) in image.sizes.enumerated() where TextRules.isSHA256(size.sha256) {
      let place = "\(pointer)/\(field)/sizes/\(index)"
      guard let stored = try tables.picture(size.sha256) else {
        faults.append(
          DocumentFault(
            pointer: place + "/sha256", code: .unknownReference,
            message: "no picture with this SHA-256 is stored here",
            hint:
              "upload the file to the picture's address and leave out \"sizes\" here, or import an archive "
              + "with the files (export --pictures)"))
        continue
      }
      if stored != size {
        faults.append(
          DocumentFault(
            pointer: place, code: .unknownValue, message: "the stored picture has other values",
            hint: "write \(stored.type), \(stored.width) × \(stored.height) and \(stored.bytes) bytes"))
      }
    }
    return faults
  }

  /// Returns the value of a record with the stored picture, if the value says nothing of pictures but their
  /// credit: a document without pictures doesn't remove those that there are.
  func keepingPicture(_ type: RecordType, _ value: JSONValue) throws(DirectoryError) -> JSONValue {
    guard let field = type.imageField, case .object(var members) = value else { return value }
    let key: RecordKey
    if let slugField = type.slugField {
      guard case .string(let slug)? = members.value(of: slugField) else { return value }
      key = RecordKey(type, slug)
    } else {
      key = .organisation
    }
    let given = members.firstIndex { $0.name == field }
    if let given, members[given].value.member("sizes") != nil { return value }
    guard var image = try stored(key)?.record.image, !image.sizes.isEmpty else {
      return value
    }
    if let given {
      guard case .object = members[given].value else { return value }
      if case .string(let credit)? = members[given].value.member("credit") { image.credit = credit }
      if case .string(let alt)? = members[given].value.member("alt") { image.alt = alt }
      members[given].value = DocumentJSON.json(image)
    } else {
      members.append(JSONMember(name: field, value: DocumentJSON.json(image)))
    }
    return .object(members)
  }
}
