/// A change of a record that is written down before it is made.
package struct DraftChange: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    /// It is being worked on.
    case draft
    /// It waits for somebody who decides.
    case proposed
    /// It is published at `publishAt`.
    case scheduled
    case published, declined

    /// Whether it may still be changed and published.
    package var isOpen: Bool { self != .published && self != .declined }
  }

  package var id: Int64
  /// The record, by the slug that it had when the change was written.
  package var key: RecordKey
  /// The JSON merge patch, as compact text.
  package var patch: String
  package var note: String
  package var state: State
  /// Who has written it.
  package var author: String
  /// Unix seconds, like the other times.
  package var createdAt: Int64
  package var updatedAt: Int64
  package var publishAt: Int64?
  /// The record as the author has seen it.
  package var base: NewRevision.State
  /// The entity tag of that state.
  package var baseTag: String
  /// Why it was declined.
  package var reason: String?
  /// Who has scheduled, published or declined it.
  package var decidedBy: String?
  package var decidedAt: Int64?
  /// Why it was not published at its time.
  package var problem: String?

  package init(
    id: Int64, key: RecordKey, patch: String, note: String, state: State, author: String, createdAt: Int64,
    updatedAt: Int64, publishAt: Int64?, base: NewRevision.State, baseTag: String, reason: String?,
    decidedBy: String?, decidedAt: Int64?, problem: String?
  ) {
    self.id = id
    self.key = key
    self.patch = patch
    self.note = note
    self.state = state
    self.author = author
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.publishAt = publishAt
    self.base = base
    self.baseTag = baseTag
    self.reason = reason
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.problem = problem
  }

  /// Throws `damaged` if the stored text isn't JSON.
  package func parsedPatch() throws(DirectoryError) -> JSONValue { try DocumentJSON.value(ofStored: patch) }

  /// The state that a revision of it has, which distinguishes two versions of it.
  package var version: String {
    let times = "\(updatedAt) \(publishAt ?? -1) \(decidedAt ?? -1)"
    let texts = [
      "\(id)", state.rawValue, times, key.slug, baseTag, decidedBy ?? "", reason ?? "", problem ?? "", note,
      patch,
    ]
    return JSONValue.array(texts.map { .string($0) }).compactText
  }
}

/// The draft change that a revision has published.
package struct PublishedChange: Sendable, Hashable {
  package var id: Int64
  /// Who has written it.
  package var author: String

  package init(id: Int64, author: String) {
    self.id = id
    self.author = author
  }
}

/// The limits of draft changes. Texts are measured in Unicode scalars.
package enum DraftChangeLimit {
  /// Twelve times the longest record of the tests. A patch has the values of one record.
  package static let patchBytes = 256 << 10
  /// Some pages.
  package static let note = 5_000
  package static let reason = 2_000
  /// More than a person works on at a time.
  package static let openByAuthor = 1_000
  /// A change for a later time is forgotten by everybody but this program.
  package static let latestSeconds: Int64 = 5 * 366 * 86_400
  /// A page of a list has at most this many items, since each is compared with its record.
  package static let pageItems = 100
  /// A page of a list ends with the item that makes it longer than this.
  package static let pageBytes = 2 << 20
  /// A link is sent to a few colleagues. A further one replaces the oldest.
  package static let links = 20
  /// How long a link is valid: two meetings.
  package static let linkSeconds: Int64 = 14 * 86_400
}

/// Which draft changes a list has, the newest first.
package struct DraftChangeQuery: Sendable, Equatable {
  package var state: DraftChange.State?
  package var type: RecordType?
  /// The slugs of the record, present and former; nil for all records.
  package var slugs: [String]?
  package var author: String?
  /// Only those with a smaller id; nil for all.
  package var before: Int64?
  package var limit: Int

  package init(
    state: DraftChange.State?, type: RecordType?, slugs: [String]?, author: String?, before: Int64?,
    limit: Int
  ) {
    self.state = state
    self.type = type
    self.slugs = slugs
    self.author = author
    self.before = before
    self.limit = limit
  }
}

/// A link that shows a draft change to everyone who has it. The secret in it is never stored.
package struct PreviewLink: Sendable, Equatable {
  /// The SHA-256 digest of the secret.
  package var digest: [UInt8]
  package var draftChange: Int64
  /// Who has made it.
  package var author: String
  /// Unix seconds.
  package var createdAt: Int64
  package var expiresAt: Int64

  package init(digest: [UInt8], draftChange: Int64, author: String, createdAt: Int64, expiresAt: Int64) {
    self.digest = digest
    self.draftChange = draftChange
    self.author = author
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}
