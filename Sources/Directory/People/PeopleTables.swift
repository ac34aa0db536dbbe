/// The tables of people, tokens and sessions in one edit. The rules are in `RecordEditor+People.swift`.
package protocol PeopleTables {
  /// Returns the person, or nil if there is none.
  func person(_ id: Int64) throws(DirectoryError) -> Person?
  func person(named name: String) throws(DirectoryError) -> Person?

  /// Returns all people by their numbers.
  func people() throws(DirectoryError) -> [Person]

  /// Returns the number of active people with the role admin.
  func activeAdmins() throws(DirectoryError) -> Int

  /// Replaces the person with that number, or adds one if it is 0. Returns the number.
  func put(_ person: Person) throws(DirectoryError) -> Int64

  /// Removes the person. The tokens stay, without an owner and with the name.
  func removePerson(_ id: Int64) throws(DirectoryError)

  /// Replaces all people by these, which have different numbers. The tokens have no owner then.
  func replacePeople(by people: [Person]) throws(DirectoryError)

  /// Returns all tokens, oldest first.
  func tokens() throws(DirectoryError) -> [Token]

  func token(id: Int64) throws(DirectoryError) -> Token?

  /// Adds the token and returns its id. The id of the argument is ignored.
  func add(_ token: Token) throws(DirectoryError) -> Int64

  /// Revokes the token. One that was revoked before keeps its time.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError)

  /// Does the same with all tokens of the person.
  func revokeTokens(ofPerson id: Int64, at time: Int64) throws(DirectoryError)

  /// Replaces all tokens. A token keeps its id if no earlier one in the list has it, and gets a new one
  /// otherwise. The answers that were kept for a token which isn't in the list with the same id are removed.
  func replaceTokens(by tokens: [Token]) throws(DirectoryError)

  /// Adds the session and returns its id. The id of the argument is ignored.
  func add(_ session: Session) throws(DirectoryError) -> Int64

  /// Returns the sessions of the person, also those that are over, newest first.
  func sessions(ofPerson id: Int64) throws(DirectoryError) -> [Session]

  func session(id: Int64) throws(DirectoryError) -> Session?

  func removeSessions(_ selection: SessionSelection) throws(DirectoryError)

  /// Notes when credentials were last used, with the people that they belong to. No time becomes earlier.
  func note(_ uses: CredentialUses) throws(DirectoryError)
}
