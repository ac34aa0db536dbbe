internal import Directory
internal import SQLite

extension Row {
  /// Returns the picture in a column; nil without one. What isn't a picture, which only another program can
  /// have written, is taken for none.
  func image(_ column: some RecordColumn) -> Image? {
    optionalText(column).flatMap { try? DocumentJSON.image(fromStored: $0) }
  }
}

/// The files of pictures.
extension Connection {
  func picture(_ sha256: String) throws(DirectoryError) -> PictureSize? {
    try first("SELECT sha256, type, width, height, bytes FROM pictures WHERE sha256 = ?", [.text(sha256)]) {
      row in
      PictureSize(
        sha256: row.text(0), type: row.text(1), width: Int(row.integer(2)), height: Int(row.integer(3)),
        bytes: Int(row.integer(4)))
    }
  }

  func put(_ picture: PictureSize, _ file: [UInt8]) throws(DirectoryError) {
    try run(
      "INSERT INTO pictures (sha256, type, width, height, bytes) VALUES (?, ?, ?, ?, ?)",
      [
        .text(picture.sha256), .text(picture.type), .integer(picture.width), .integer(picture.height),
        .integer(picture.bytes),
      ])
    for (number, start) in stride(from: 0, to: file.count, by: PictureSize.partBytes).enumerated() {
      let part = file[start..<min(start + PictureSize.partBytes, file.count)]
      try run(
        "INSERT INTO picture_parts (sha256, number, content) VALUES (?, ?, ?)",
        [.text(picture.sha256), .integer(number), .blob(Array(part))])
    }
  }

  func picturePart(_ sha256: String, _ number: Int) throws(DirectoryError) -> [UInt8]? {
    try first(
      "SELECT content FROM picture_parts WHERE sha256 = ? AND number = ?", [.text(sha256), .integer(number)]
    ) { $0.blob(0) }
  }

  /// Removes the files that no record, draft or revision names.
  func removeUnusedPictures() throws(DirectoryError) -> Int {
    let stored = try map("SELECT sha256 FROM pictures") { $0.text(0) }
    guard !stored.isEmpty else { return 0 }
    let used = try usedPictures()
    let unused = stored.filter { !used.contains($0) }
    for sha256 in unused { try removePicture(sha256) }
    return unused.count
  }

  func removePicture(_ sha256: String) throws(DirectoryError) {
    try run("DELETE FROM pictures WHERE sha256 = ?", [.text(sha256)])
  }

  func pictures(ofContact slug: String) throws(DirectoryError) -> Set<String> {
    let texts = try map(
      """
      SELECT portrait FROM contacts WHERE slug = ?1 AND portrait IS NOT NULL
      UNION ALL SELECT document FROM drafts WHERE type = 'contact' AND slug = ?1
      UNION ALL
      SELECT document FROM revisions WHERE type = 'contact' AND slug = ?1 AND document IS NOT NULL
      """, [.text(slug)]
    ) { $0.text(0) }
    return Set(texts.flatMap { Self.digests(in: $0) })
  }

  /// Reads all rows, for maintenance only.
  func records(showing sha256: String) throws(DirectoryError) -> [RecordKey] {
    let keys = try map(
      """
      SELECT 'organisation', '' FROM organisation WHERE instr(logo, ?1) > 0
      UNION SELECT 'contact', slug FROM contacts WHERE instr(portrait, ?1) > 0
      UNION SELECT 'member', slug FROM members WHERE instr(image, ?1) > 0
      UNION SELECT type, slug FROM drafts WHERE instr(document, ?1) > 0
      ORDER BY 1, 2
      """, [.text(sha256)]
    ) { (type: $0.text(0), slug: $0.text(1)) }
    return keys.compactMap { key in
      RecordType(rawValue: key.type).map { $0 == .organisation ? .organisation : RecordKey($0, key.slug) }
    }
  }

  /// Returns the files that something names. All rows are read: this is for maintenance, and needs no table
  /// of uses that every write would have to keep.
  private func usedPictures() throws(DirectoryError) -> Set<String> {
    let places: [SQL] = [
      "SELECT image FROM members WHERE image IS NOT NULL",
      "SELECT logo FROM organisation WHERE logo IS NOT NULL",
      "SELECT portrait FROM contacts WHERE portrait IS NOT NULL",
      "SELECT document FROM drafts WHERE instr(document, '\"sha256\"') > 0",
      "SELECT document FROM revisions WHERE instr(document, '\"sha256\"') > 0",
    ]
    var used: Set<String> = []
    for place in places {
      for text in try map(place, [], { $0.text(0) }) { used.formUnion(Self.digests(in: text)) }
    }
    return used
  }

  /// Returns the values of the members `sha256` in JSON that the program has written, which has no spaces.
  private static func digests(in json: String) -> [String] {
    json.ranges(of: "\"sha256\":\"").map { String(json[$0.upperBound...].prefix(64)) }
  }
}
