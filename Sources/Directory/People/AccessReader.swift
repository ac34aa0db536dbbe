/// Finds out who makes a request.
package protocol AccessReader {
  /// Returns the token with that digest, valid or not, or nil if there is none.
  func token(digest: [UInt8]) throws(DirectoryError) -> Token?
  func token(id: Int64) throws(DirectoryError) -> Token?

  /// Returns the session with that digest, or nil if there is none. It may be over.
  func session(digest: [UInt8]) throws(DirectoryError) -> Session?

  /// Returns the person, or nil if there is none.
  func person(_ id: Int64) throws(DirectoryError) -> Person?
}

/// A part of a list of people, tokens or sessions, newest first.
package struct NewestFirst: Sendable {
  /// Only those with a smaller number; nil for all.
  package var before: Int64?
  package var limit: Int

  package init(before: Int64?, limit: Int) {
    self.before = before
    self.limit = limit
  }
}

/// Lists people and what belongs to them, newest first.
package protocol PeopleReader {
  func people(_ part: NewestFirst) throws(DirectoryError) -> [Person]

  /// - Parameter person: nil for those of all people.
  func tokens(ofPerson person: Int64?, _ part: NewestFirst) throws(DirectoryError) -> [Token]

  /// Returns sessions, each with its token. Some may be over.
  ///
  /// - Parameter person: nil for those of all people.
  func sessions(
    ofPerson person: Int64?, _ part: NewestFirst
  ) throws(DirectoryError) -> [(session: Session, token: Token)]

  /// Returns what the author has written.
  func writes(byAuthor name: String, _ part: NewestFirst) throws(DirectoryError) -> [AuthoredWrite]
}

/// A revision, in what is stored about its author.
package struct AuthoredWrite: Sendable, Equatable {
  package var id: Int64
  package var key: RecordKey
  /// Unix seconds.
  package var at: Int64?
  package var action: RecordRevision.Action

  package init(id: Int64, key: RecordKey, at: Int64?, action: RecordRevision.Action) {
    self.id = id
    self.key = key
    self.at = at
    self.action = action
  }
}
