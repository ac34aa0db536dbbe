/// The operations for administrators at the command line. The API has none of them.
///
/// As in `DirectoryStore`, any thread may call any method, and each may throw `busy`, `full`, `readOnly`,
/// `damaged` or `unavailable`.
package protocol DirectoryAdministration: DirectoryStore {
  /// Stores the token, and returns it with its new id. The id of the argument is ignored. Adds the person
  /// with its name if there is none (`RecordEditor.createToken`).
  ///
  /// - Parameters:
  ///   - email: replaces that of the person, unless it is nil.
  ///   - member: the same, the slug of the member for which the person proposes changes.
  func createToken(_ token: Token, email: String?, member: String?) throws(DirectoryError) -> Token

  /// Returns all people, in the order in which they were added.
  func people() throws(DirectoryError) -> [Person]

  /// Returns all tokens, oldest first, also those that are revoked or have expired.
  func tokens() throws(DirectoryError) -> [Token]

  /// Revokes the token from that time on (Unix seconds). Returns false if there is no such token. A token
  /// that was revoked before keeps its first time of revocation.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool

  /// Removes everything that is stored about a contact (`RecordEditor.eraseContact`). Returns nil if nothing
  /// was stored and the contact was never erased. Free parts of files may still contain it: call
  /// `forgetDeleted` afterwards.
  func eraseContact(
    _ id: String, keepingSharedPictures: Bool
  ) throws(DirectoryError) -> ContactErasure?

  /// Removes what was deleted from the free parts of files. Returns false if it could not, because another
  /// process or a reader uses an old state of the directory; it can be called again. This may take as long as
  /// copying the directory.
  func forgetDeleted() throws(DirectoryError) -> Bool

  /// Indexes for search the records that another program has written. Returns true if there were any. This
  /// may take long, but other writers wait only while the index is written, not while it is checked.
  func repairSearch() throws(DirectoryError) -> Bool

  /// Counts, lists and finds those who are members today, since a day of joining or leaving may have come
  /// since their records were written. Returns for how many members this has changed; nothing is written if
  /// for none. Call it after opening the directory, and when a day begins.
  @discardableResult
  func updateMembership() throws(DirectoryError) -> Int

  /// Removes the answers that were kept for attempts with an Idempotency-Key longer than
  /// `KeptAnswer.hoursKept`. Edits that keep answers remove them too, but such an edit may come much later.
  /// Also removes the files of pictures to which nothing refers.
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
  ///
  /// - Parameter isCancelled: asked again and again; after it has returned true, the method throws
  ///   `unavailable` soon and leaves no file.
  func write(to file: String, unless isCancelled: @escaping @Sendable () -> Bool) throws(DirectoryError)

  /// Replaces the directory by the backup, in one transaction, and creates it if there is none. What
  /// `RecordEditor.restore` says is kept is kept. A server that uses the directory shows what was restored
  /// within a second. Nothing is changed unless the backup is whole, sound and of this program.
  ///
  /// - Parameter recorded: returns what was recorded beside the backups of the directory with that id; nil if
  ///   a version without ids has made the backup. It is called after the backup was checked.
  /// - Throws: also `damaged` if there is a checksum beside the backup and it doesn't match.
  @discardableResult
  func restore(
    from file: String, recorded: (_ directory: String?) throws(DirectoryError) -> Withdrawals
  ) throws(DirectoryError) -> RestoreOutcome

  /// Returns what a restore must not bring back.
  func withdrawals() throws(DirectoryError) -> Withdrawals

  /// Returns the id of the directory, which its backups have in their names: eight hexadecimal digits. It was
  /// chosen at random when the directory was created.
  func directoryID() throws(DirectoryError) -> String

  /// Returns a name for the present state of the directory if opening it would migrate it to the program's
  /// schema, and nil if it would not or if there is no directory. The name changes with each revision.
  func stateToMigrate() throws(DirectoryError) -> String?

  /// Returns true if the file is a backup of this program: a regular file, not a link, with the mark that the
  /// program writes into its databases. Does not look at more of it, and returns false if it can't be read.
  func isBackup(_ file: String) -> Bool

  /// Returns the path of the file with the checksum of a backup.
  func checksumPath(of file: String) -> String
}

/// What a restore has done.
package struct RestoreOutcome: Sendable {
  /// Whether there was a checksum beside the backup.
  package var isChecksummed: Bool
  package var counts: RestoreCounts

  package init(isChecksummed: Bool, counts: RestoreCounts) {
    self.isChecksummed = isChecksummed
    self.counts = counts
  }
}

extension DirectoryAdministration {
  package func createToken(_ token: Token) throws(DirectoryError) -> Token {
    try createToken(token, email: nil, member: nil)
  }
}

extension FileBackups {
  package func write(to file: String) throws(DirectoryError) { try write(to: file, unless: { false }) }
}
