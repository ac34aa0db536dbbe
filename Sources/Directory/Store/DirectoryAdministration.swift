/// The operations for administrators at the command line. The API has none of them.
///
/// As in `DirectoryStore`, any thread may call any method, and each may throw `busy`, `full`, `readOnly`,
/// `damaged` or `unavailable`.
package protocol DirectoryAdministration: DirectoryStore {
  /// Stores the token, and returns it with its new id. The id of the argument is ignored.
  func createToken(_ token: Token) throws(DirectoryError) -> Token

  /// Returns all tokens, oldest first, also those that are revoked or have expired.
  func tokens() throws(DirectoryError) -> [Token]

  /// Revokes the token from that time on (Unix seconds). Returns false if there is no such token. A token
  /// that was revoked before keeps its first time of revocation.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool

  /// Removes everything that is stored about a contact, also from the free parts of files (GDPR, article 17).
  /// Returns false if nothing was stored. This may take as long as copying the directory.
  func eraseContact(_ id: String) throws(DirectoryError) -> Bool

  /// Indexes for search the records that another program has written. Returns true if there were any. This
  /// may take long, but other writers wait only while the index is written, not while it is checked.
  func repairSearch() throws(DirectoryError) -> Bool

  /// Removes the answers that were kept for attempts with an Idempotency-Key longer than
  /// `KeptAnswer.hoursKept`. Edits that keep answers remove them too, but there may be no such edit for a long
  /// time.
  func removeOldAnswers() throws(DirectoryError)
}

/// A store whose directory can be copied to a file and restored from one.
///
/// The methods block, and any thread may call them. Each throws `full` or `unavailable` if a file can't be
/// written or read, and the errors of the store.
package protocol FileBackups: Sendable {
  /// Writes a backup of the directory, which shows it at one moment. Clients may write to the directory
  /// meanwhile. An existing file is replaced after the new backup has passed its check and is durable. A file
  /// with its checksum is written beside it.
  func write(to file: String) throws(DirectoryError)

  /// Replaces the directory by the backup, in one transaction. A running server uses the restored directory
  /// within a second. Nothing is changed unless the backup is complete, undamaged and of this program.
  ///
  /// - Returns: true if there was a file with a checksum beside the backup. A checksum that doesn't match is
  ///   an error (`damaged`).
  @discardableResult
  func restore(from file: String) throws(DirectoryError) -> Bool

  /// Returns the id of the directory, which its backups have in their names: eight hexadecimal digits. It was
  /// chosen at random when the directory was created.
  func directoryID() throws(DirectoryError) -> String

  /// Returns true if the file is a backup of this program: a regular file, not a link, with the mark that the
  /// program writes into its databases. Does not look at more of it, and returns false if it can't be read.
  func isBackup(_ file: String) -> Bool

  /// Returns the path of the file with the checksum of a backup.
  func checksumPath(of file: String) -> String
}
