/// The directory while one edit has it to itself: what it reads is what it has written.
///
/// Confined to the edit that it is given to: not Sendable.
package protocol DirectoryEditor: AnyObject {
  /// Sees what was written so far, and what only staff may see.
  var reader: any StaffReader { get }

  /// Live or draft.
  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord?

  /// Creates the record or puts it in the place of what it was, with a revision. Throws `invalidRecord` where
  /// it breaks a rule or refers to what is not there, `stillReferenced` where a draft would leave a gap.
  func save(_ record: StoredRecord, by author: Author) throws(DirectoryError)

  /// Takes the record away, with a revision; throws `stillReferenced` where that would leave a gap.
  func delete(_ key: RecordKey, by author: Author) throws(DirectoryError)

  /// As it was after that revision; before it, where it deleted the record. Nil where there is no such
  /// revision of that record.
  func record(_ key: RecordKey, asOf revision: Int64) throws(DirectoryError) -> StoredRecord?

  /// Puts what something was called by on record; no revision.
  func save(_ former: FormerSlug) throws(DirectoryError)

  /// The number by which the writes of one import belong together.
  func beginImport(by author: Author) throws(DirectoryError) -> Int64

  /// Brings back what was there before the import, record by record; throws `changedSince` where someone has
  /// written to one of them after it. Answers how many.
  func undoImport(_ id: Int64, by author: Author) throws(DirectoryError) -> Int

  func keptAnswer(for key: IdempotencyKey) throws(DirectoryError) -> KeptAnswer?
  func keep(_ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?) throws(DirectoryError)
}

/// Who writes.
package struct Author: Sendable, Hashable {
  package var name: String
  /// The import that the write is part of.
  package var batch: Int64?

  package init(name: String, batch: Int64? = nil) {
    self.name = name
    self.batch = batch
  }
}

/// What an edit says in the end.
package struct EditResult<Answer: Sendable>: Sendable {
  package var answer: Answer
  /// Whether what was written stays; false for a dry run or a refusal.
  package var keeps: Bool

  package init(_ answer: Answer, keeps: Bool) {
    self.answer = answer
    self.keeps = keeps
  }
}

/// A client's name for one attempt to write (Idempotency-Key), apart for each token.
package struct IdempotencyKey: Sendable, Hashable {
  package var token: Int64
  package var key: String

  package init(token: Int64, key: String) {
    self.token = token
    self.key = key
  }
}

/// The answer to an attempt, kept for its repetitions.
package struct KeptAnswer: Sendable, Equatable {
  /// Stripe keeps them for 24 hours too.
  package static let hoursKept = 24

  /// Differs if the repetition is another request under the same key.
  package var fingerprint: [UInt8]
  /// In a form of the caller's choice; stores do not look into it.
  package var payload: [UInt8]

  package init(fingerprint: [UInt8], payload: [UInt8]) {
    self.fingerprint = fingerprint
    self.payload = payload
  }
}
