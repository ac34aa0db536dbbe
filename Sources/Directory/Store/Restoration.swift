/// What a restore has to know beside the backup itself.
package struct Restoration: Sendable {
  /// The directory that is replaced; nil if there is none.
  package var replaced: ReplacedDirectory?
  /// The id that the directory has after the restore: its own id, not the backup's.
  package var directoryID: String
  /// The id of the directory that the backup was made of; nil if a version without ids has made it.
  package var backupID: String?
  /// What is recorded beside the backups. The directory that is replaced knows it too, unless it was lost.
  package var recorded: Withdrawals

  package init(
    replacing replaced: ReplacedDirectory?, directoryID: String, backupID: String?, recorded: Withdrawals
  ) {
    self.replaced = replaced
    self.directoryID = directoryID
    self.backupID = backupID
    self.recorded = recorded
  }

  /// False if the backup was made of another directory than the one that is replaced, such as a database that
  /// the server has just created; nil if that isn't known.
  var isOfThisDirectory: Bool? { backupID.map { $0 == directoryID } }
}

/// What a restore keeps of the directory that it replaces.
package struct ReplacedDirectory: Sendable {
  package var people: [Person]
  package var tokens: [Token]
  /// As in `Withdrawals`.
  package var erasedContacts: [[UInt8]: Int64]
  package var last: LastNumbers
}

/// The last numbers that a directory has given. No number is given twice.
package struct LastNumbers: Sendable, Equatable {
  /// The last id of a revision of a record.
  package var change: Int64
  package var importNumber: Int64
  package var token: Int64
  /// The number of the directory's revision.
  package var revision: UInt64
  package var draftChange: Int64 = 0

  package init(change: Int64, importNumber: Int64, token: Int64, revision: UInt64) {
    self.change = change
    self.importNumber = importNumber
    self.token = token
    self.revision = revision
  }

  /// Returns the larger one of each number.
  func raised(to other: LastNumbers) -> LastNumbers {
    var last = LastNumbers(
      change: max(change, other.change), importNumber: max(importNumber, other.importNumber),
      token: max(token, other.token), revision: max(revision, other.revision))
    last.draftChange = max(draftChange, other.draftChange)
    return last
  }
}

/// What a restore has done beside replacing the records.
package struct RestoreCounts: Sendable, Equatable {
  /// The tokens that were valid when the backup was made, and are revoked now.
  package var revokedTokens = 0
  /// The revoked ones among these of which the directory that was replaced knew nothing.
  package var unknownTokens = 0
  /// The tokens that stay valid although the directory that was replaced, which is another one than the
  /// backup's, knew nothing of them.
  package var otherTokens = 0
  /// The tokens that were created after the backup, and stay as they are.
  package var newTokens = 0
  /// The contacts of the backup that were erased again.
  package var erasedContacts = 0

  package init() {}
}

/// The values of `since` that the feed of changes accepts.
package struct ChangePosition: Sendable, Equatable {
  /// The smallest one. Larger than every id from before the last restore; 0 if there was no restore.
  package var start: Int64
  /// The one after which there is no change yet.
  package var last: Int64

  package init(start: Int64, last: Int64) {
    self.start = start
    self.last = last
  }
}
