internal import Directory

/// The tables of people in an edit.
extension SQLiteRecordTables {
  func person(_ id: Int64) throws(DirectoryError) -> Person? { try connection.person(id) }
  func person(named name: String) throws(DirectoryError) -> Person? { try connection.person(named: name) }
  func people() throws(DirectoryError) -> [Person] { try connection.people() }
  func activeAdmins() throws(DirectoryError) -> Int { try connection.activeAdmins() }
  func put(_ person: Person) throws(DirectoryError) -> Int64 { try connection.put(person) }
  func removePerson(_ id: Int64) throws(DirectoryError) { try connection.removePerson(id) }

  func replacePeople(by people: [Person]) throws(DirectoryError) {
    try connection.replacePeople(by: people)
  }

  func tokens() throws(DirectoryError) -> [Token] { try connection.tokens() }
  func token(id: Int64) throws(DirectoryError) -> Token? { try connection.token(id: id) }
  func add(_ token: Token) throws(DirectoryError) -> Int64 { try connection.insert(token) }

  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) {
    try connection.revokeToken(id, at: time)
  }

  func revokeTokens(ofPerson id: Int64, at time: Int64) throws(DirectoryError) {
    try connection.revokeTokens(ofPerson: id, at: time)
  }

  func replaceTokens(by tokens: [Token]) throws(DirectoryError) { try connection.replaceTokens(by: tokens) }
  func add(_ session: Session) throws(DirectoryError) -> Int64 { try connection.add(session) }

  func sessions(ofPerson id: Int64) throws(DirectoryError) -> [Session] {
    try connection.sessions(ofPerson: id)
  }

  func session(id: Int64) throws(DirectoryError) -> Session? { try connection.session(id: id) }

  func removeSessions(_ selection: SessionSelection) throws(DirectoryError) {
    try connection.removeSessions(selection)
  }

  func note(_ uses: CredentialUses) throws(DirectoryError) { try connection.note(uses) }
}

extension SQLiteDirectoryReader {
  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.token(digest: digest) }
  }

  func token(id: Int64) throws(DirectoryError) -> Token? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.token(id: id) }
  }

  func session(digest: [UInt8]) throws(DirectoryError) -> Session? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.session(digest: digest) }
  }

  func person(_ id: Int64) throws(DirectoryError) -> Person? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.person(id) }
  }

  func people(_ part: NewestFirst) throws(DirectoryError) -> [Person] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.people(part) }
  }

  func tokens(ofPerson person: Int64?, _ part: NewestFirst) throws(DirectoryError) -> [Token] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.tokens(ofPerson: person, part) }
  }

  func sessions(
    ofPerson person: Int64?, _ part: NewestFirst
  ) throws(DirectoryError) -> [(session: Session, token: Token)] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.sessions(ofPerson: person, part)
    }
  }

  func writes(byAuthor name: String, _ part: NewestFirst) throws(DirectoryError) -> [AuthoredWrite] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.writes(byAuthor: name, part)
    }
  }
}
