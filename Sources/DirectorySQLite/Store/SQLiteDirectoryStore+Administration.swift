package import Directory
internal import SQLite

extension SQLiteDirectoryStore: DirectoryAdministration {
  package func createToken(
    _ token: Token, email: String?, member: String?
  ) throws(DirectoryError) -> Token {
    var token = token
    _ = try commit { editor throws(DirectoryError) in
      token = try editor.createToken(token, email: email, member: member)
      return true
    }
    return token
  }

  package func people() throws(DirectoryError) -> [Person] {
    try write { (connection) throws(DirectoryError) in try connection.people() }
  }

  package func note(_ uses: CredentialUses) throws(DirectoryError) {
    // No cache has to be emptied.
    _ = try commit { editor throws(DirectoryError) in
      try editor.note(uses)
      return false
    }
  }

  package func tokens() throws(DirectoryError) -> [Token] {
    try write { (connection) throws(DirectoryError) in try connection.tokens() }
  }

  package func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool {
    var isThere = false
    _ = try commit { editor throws(DirectoryError) in
      isThere = try editor.revokeToken(id, at: time)
      return isThere
    }
    return isThere
  }

  package func eraseContact(
    _ id: String, keepingSharedPictures: Bool
  ) throws(DirectoryError) -> ContactErasure? {
    var erasure: ContactErasure?
    _ = try commit { editor throws(DirectoryError) in
      erasure = try editor.eraseContact(id, keepingSharedPictures: keepingSharedPictures)
      return erasure?.slugs.isEmpty == false
    }
    return erasure
  }

  package func forgetDeleted() throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in try connection.forgetDeleted() }
  }

  package func removeOldAnswers() throws(DirectoryError) {
    // Nothing that a reader returns has changed, so no cache has to be emptied.
    _ = try commit { editor throws(DirectoryError) in
      try editor.removeOldAnswers()
      try editor.removeOldSessions()
      try editor.removeUnusedPictures()
      return false
    }
  }

  package func updateMembership() throws(DirectoryError) -> Int {
    try write { (connection) throws(DirectoryError) in
      let day = today()
      // A start with nothing to do doesn't wait for another process that writes.
      guard try connection.isMembershipOutdated(on: day) else { return 0 }
      let count = try connection.write { () throws(DirectoryError) in
        let count = try connection.updateMembership(on: day)
        if count > 0 { try connection.moveRevision(at: SystemTime.now()) }
        return count
      }
      if count > 0 { news.advance(to: try connection.revision().number) }
      return count
    }
  }

  /// Checks the index through a connection of its own, since the check takes long if there are many rows.
  /// Takes the write lock only if a repair is needed.
  package func repairSearch() throws(DirectoryError) -> Bool {
    let reader = try readingConnection()
    let isWhole = try reader.read { () throws(DirectoryError) in try reader.hasWholeSearch() }
    guard !isWhole else { return false }
    try write { (connection) throws(DirectoryError) in
      try connection.repairSearch()
      news.advance(to: try connection.revision().number)
    }
    return true
  }

  /// Replaces everything in the directory by the contents of another database of this schema, in one
  /// transaction. The other database is first changed as the rules of a restore say; nobody writes to this
  /// one meanwhile.
  ///
  /// - Parameter restoration: gets what this directory has, and its id.
  func replaceContents(
    fromFileAt source: String, _ restoration: (ReplacedDirectory, String) -> Restoration
  ) throws(DirectoryError) -> RestoreCounts {
    defer { forgetEdits() }
    return try write { (connection) throws(DirectoryError) in
      let source = try DirectoryError.from { () throws(SQLiteError) in
        try Database(path: source, mode: .readWrite)
      }
      let copy = Connection(database: source)
      let edits = SQLiteEdits(connection: copy, today: today())
      var counts = RestoreCounts()
      try connection.database.replaceContents(from: source, orThrow: { DirectoryError($0) }) {
        () throws(DirectoryError) in
        // The connection that writes is occupied by the copy.
        let live = try readingConnection()
        let replaced = try SQLiteEdits(connection: live, today: today()).editor.replacedDirectory()
        let restoration = restoration(replaced, try live.directoryID() ?? "")
        counts = try edits.transaction(orThrow: { $0 }) { () throws(DirectoryError) in
          try copy.updateMembership(on: today())
          return try edits.editor.restore(restoration)
        }
      }
      news.advance(to: try connection.revision().number)
      return counts
    }
  }
}
