internal import Directory
internal import SQLite

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
    for sha256 in unused { try run("DELETE FROM pictures WHERE sha256 = ?", [.text(sha256)]) }
    return unused.count
  }

  /// Returns the files that something names. All rows are read: this is for maintenance, and needs no table
  /// of uses that every write would have to keep.
  private func usedPictures() throws(DirectoryError) -> Set<String> {
    let places: [SQL] = [
      "SELECT image FROM members WHERE image IS NOT NULL",
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
