internal import Directory

/// The files of pictures, for edits.
extension SQLiteRecordTables {
  func picture(_ sha256: String) throws(DirectoryError) -> PictureSize? { try connection.picture(sha256) }

  func put(_ picture: PictureSize, _ file: [UInt8]) throws(DirectoryError) {
    try connection.put(picture, file)
  }

  func removeUnusedPictures() throws(DirectoryError) -> Int { try connection.removeUnusedPictures() }

  func removePicture(_ sha256: String) throws(DirectoryError) {
    changes.addEverything()
    try connection.removePicture(sha256)
  }

  func pictures(ofContact slug: String) throws(DirectoryError) -> Set<String> {
    try connection.pictures(ofContact: slug)
  }

  func records(showing sha256: String) throws(DirectoryError) -> [RecordKey] {
    try connection.records(showing: sha256)
  }
}
