/// The rules for people, their tokens and their sessions.
extension RecordEditor {
  package func person(_ id: Int64) throws(DirectoryError) -> Person? { try tables.person(id) }

  package func token(id: Int64) throws(DirectoryError) -> Token? { try tables.token(id: id) }

  /// Adds the person, or replaces the one with its number, and returns it. A person who is not active
  /// loses all tokens and sessions.
  ///
  /// Throws `invalidRecord` if the person breaks a rule, and `lastAdmin` if no active admin would be left.
  package func save(_ person: Person) throws(DirectoryError) -> Person {
    let before = person.id == 0 ? nil : try tables.person(person.id)
    let faults = try faults(of: person)
    guard faults.isEmpty else { throw .invalidRecord(faults) }
    if before?.isActiveAdmin == true, !person.isActiveAdmin { try requireOtherAdmin() }
    var stored = person
    try write { tables throws(DirectoryError) in
      stored.id = try tables.put(person)
      if !person.isActive { try endAccess(of: stored.id, in: tables) }
    }
    return stored
  }

  /// Removes the person with all sessions, and revokes the tokens. What the person has written keeps the
  /// name.
  ///
  /// Throws `lastAdmin` if no active admin would be left.
  package func removePerson(_ person: Person) throws(DirectoryError) {
    if person.isActiveAdmin { try requireOtherAdmin() }
    try write { tables throws(DirectoryError) in
      try endAccess(of: person.id, in: tables)
      try tables.removePerson(person.id)
    }
  }

  private func requireOtherAdmin() throws(DirectoryError) {
    guard try tables.activeAdmins() > 1 else { throw .lastAdmin }
  }

  private func endAccess(of person: Int64, in tables: any RecordTables) throws(DirectoryError) {
    try tables.removeSessions(.ofPerson(person))
    try tables.revokeTokens(ofPerson: person, at: now)
  }

  private func faults(of person: Person) throws(DirectoryError) -> [DocumentFault] {
    var faults = PersonContent.faults(of: person)
    if let other = try tables.person(named: person.name), other.id != person.id {
      faults.append(
        DocumentFault(
          pointer: "/name", code: .duplicate, message: "there already is a person with this name",
          hint: "use another name, or change the person \(other.id)"))
    }
    if let member = person.member, TextRules.isSlug(member),
      try stored(RecordKey(.member, member)) == nil
    {
      faults.append(
        DocumentFault(
          pointer: "/member", code: .unknownReference, message: "there is no member \"\(member)\"",
          hint: "write the slug of a member, or of its draft"))
    }
    return faults
  }
}

/// Tokens.
extension RecordEditor {
  /// Adds a token for the person that it names, and returns it.
  ///
  /// Throws `invalidRecord` if the person isn't active.
  package func add(_ token: Token, for person: Person) throws(DirectoryError) -> Token {
    var token = token
    (token.person, token.name) = (person.id, person.name)
    token.id = try write { tables throws(DirectoryError) in try tables.add(token) }
    return token
  }

  /// Adds a token for the person with its name, as the command line does, and returns it. Adds the person if
  /// there is none. One that exists becomes active, and gets the token's role if its own is lower: who can
  /// write to the file decides who has access.
  package func createToken(
    _ token: Token, email: String? = nil, member: String? = nil
  ) throws(DirectoryError) -> Token {
    let existing = try tables.person(named: token.name)
    var person =
      existing
      ?? Person(
        id: 0, name: token.name, email: nil, role: token.role, member: nil, createdAt: token.createdAt,
        lastSeenAt: nil, isActive: true)
    person.role = max(person.role, token.role)
    person.isActive = true
    person.email = email ?? person.email
    person.member = member ?? person.member
    return try add(token, for: person == existing ? person : try save(person))
  }

  /// Revokes the token and ends its sessions. Returns false if there is no such token.
  ///
  /// - Parameter time: nil for now.
  package func revokeToken(_ id: Int64, at time: Int64? = nil) throws(DirectoryError) -> Bool {
    guard try tables.token(id: id) != nil else { return false }
    try write { tables throws(DirectoryError) in
      try tables.revokeToken(id, at: time ?? now)
      try tables.removeSessions(.ofToken(id))
    }
    return true
  }
}

/// Sessions.
extension RecordEditor {
  /// Begins a session, and returns it with its id. Ends those of the person that are over, and the oldest if
  /// there are too many.
  ///
  /// - Parameters:
  ///   - person: the owner of the session's token.
  ///   - idle: the seconds after which a session ends that isn't used.
  ///   - former: the digest of the session that the new one replaces in the same browser.
  package func begin(
    _ session: Session, of person: Int64, idle: Int64, replacing former: [UInt8]?
  ) throws(DirectoryError) -> Session {
    var session = session
    try write { tables throws(DirectoryError) in
      if let former { try tables.removeSessions(.digest(former)) }
      let others = try tables.sessions(ofPerson: person)
      for (index, other) in others.enumerated()
      where other.end(idle: idle) <= now || index >= Session.mostOfPerson - 1 {
        try tables.removeSessions(.session(other.id))
      }
      session.id = try tables.add(session)
    }
    return session
  }

  package func endSessions(_ selection: SessionSelection) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in try tables.removeSessions(selection) }
  }

  /// Removes the sessions that are over by their age.
  package func removeOldSessions() throws(DirectoryError) {
    try endSessions(.begun(until: now - Session.longest))
  }

  package func note(_ uses: CredentialUses) throws(DirectoryError) {
    try write { tables throws(DirectoryError) in try tables.note(uses) }
  }

  /// Returns the session with the number of its person; nil if there is none.
  package func session(_ id: Int64) throws(DirectoryError) -> (session: Session, person: Int64?)? {
    guard let session = try tables.session(id: id) else { return nil }
    return (session, try tables.token(id: session.token)?.person)
  }
}
