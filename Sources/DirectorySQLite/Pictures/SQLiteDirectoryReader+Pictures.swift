internal import Directory

extension SQLiteDirectoryReader {
  func picturePart(_ sha256: String, _ number: Int) throws(DirectoryError) -> [UInt8]? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.picturePart(sha256, number) }
  }
}
