/// What those who run the program do to a directory: none of it is in the API.
///
/// As in `DirectoryStore`, any thread may call any method, and each may throw `busy`, `full`, `readOnly`,
/// `damaged` or `unavailable`.
package protocol DirectoryAdministration: DirectoryStore {
  /// Stores the token, and returns it with its id. Its own id is ignored.
  func createToken(_ token: Token) throws(DirectoryError) -> Token

  /// Returns all tokens, oldest first, those that are revoked or have expired too.
  func tokens() throws(DirectoryError) -> [Token]

  /// Revokes the token from that time on (Unix seconds). Returns false if there is no such token. One that
  /// was revoked before keeps its first time.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool

  /// Removes everything that is stored about a contact, from the free parts of files too (GDPR, article 17).
  /// Returns false if there was no trace of it. May take as long as copying the directory.
  func eraseContact(_ id: String) throws(DirectoryError) -> Bool

  /// Indexes for search the records that another program has written. Returns true if there were any. May
  /// take long, and others wait only for what is written, not for the look.
  func repairSearch() throws(DirectoryError) -> Bool
}

/// A store whose directory can be copied to a file and restored from one.
///
/// The methods block, and any thread may call them. Each throws `full` or `unavailable` if a file can't be
/// written or read, and what the store throws.
package protocol FileBackups: Sendable {
  /// Writes a backup of the directory as it is at one moment. It may be written to meanwhile. The file that
  /// was there is replaced when the new backup has passed its check and is durable; beside it there is its
  /// checksum then.
  func write(to file: String) throws(DirectoryError)

  /// Replaces the directory by the backup, in one transaction. A server that uses the directory goes on with
  /// what was restored within a second. Nothing is changed unless the backup is whole, sound and of this
  /// program.
  ///
  /// - Returns: whether there was a checksum beside the backup. One that doesn't match is an error
  ///   (`damaged`).
  @discardableResult
  func restore(from file: String) throws(DirectoryError) -> Bool

  /// Returns the path of the checksum of a backup.
  func checksumPath(of file: String) -> String
}
