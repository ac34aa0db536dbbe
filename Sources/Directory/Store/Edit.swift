/// The person or program that writes.
package struct Author: Sendable, Hashable {
  package var name: String
  /// The import that the write is part of; nil for a single write.
  package var batch: Int64?

  package init(name: String, batch: Int64? = nil) {
    self.name = name
    self.batch = batch
  }
}

/// What the body of an edit returns.
package struct EditResult<Answer: Sendable>: Sendable {
  package var answer: Answer
  /// Whether what was written is committed; false for a dry run or a refusal.
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

/// The answer to an attempt, kept so that the attempt can be repeated and is done once.
package struct KeptAnswer: Sendable, Equatable {
  /// As long as Stripe keeps them.
  package static let hoursKept = 24

  /// Equal for repetitions of the same attempt.
  package var fingerprint: [UInt8]
  /// In a form of the caller's choice; stores do not look into it.
  package var payload: [UInt8]

  package init(fingerprint: [UInt8], payload: [UInt8]) {
    self.fingerprint = fingerprint
    self.payload = payload
  }
}
