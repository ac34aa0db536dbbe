/// The author of a write: a person or a program.
package struct Author: Sendable, Hashable {
  package var name: String
  /// The import of which the write is a part, or nil for a single write.
  package var batch: Int64?
  /// The draft change that the write publishes; nil for any other write.
  package var publishes: PublishedChange? = nil

  package init(name: String, batch: Int64? = nil) {
    self.name = name
    self.batch = batch
  }
}

/// The result of the body of an edit.
package struct EditResult<Answer: Sendable>: Sendable {
  package var answer: Answer
  /// True if what was written is to be committed; false for a dry run or a refusal.
  package var keeps: Bool

  package init(_ answer: Answer, keeps: Bool) {
    self.answer = answer
    self.keeps = keeps
  }
}

/// A client's name for one attempt to write (Idempotency-Key). Each token has its own names.
package struct IdempotencyKey: Sendable, Hashable {
  package var token: Int64
  package var key: String

  package init(token: Int64, key: String) {
    self.token = token
    self.key = key
  }
}

/// The answer to an attempt to write. It is kept so that a repeated attempt gets the same answer and writes
/// nothing.
package struct KeptAnswer: Sendable, Equatable {
  /// How long an answer is kept, which is as long as Stripe keeps them.
  package static let hoursKept = 24

  /// Identifies the request. Repetitions of the same attempt have the same fingerprint.
  package var fingerprint: [UInt8]
  /// The answer in a form that the caller chooses. Stores don't interpret it.
  package var payload: [UInt8]

  package init(fingerprint: [UInt8], payload: [UInt8]) {
    self.fingerprint = fingerprint
    self.payload = payload
  }
}
