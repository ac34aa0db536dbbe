package import Directory
internal import SQLite

extension SQLiteDirectoryStore: DirectoryAdministration {
  package func createToken(_ token: Token) throws(DirectoryError) -> Token {
    try write { (connection) throws(DirectoryError) in
      var token = token
      token.id = try connection.write { () throws(DirectoryError) in try connection.insert(token) }
      return token
    }
  }

  package func tokens() throws(DirectoryError) -> [Token] {
    try write { (connection) throws(DirectoryError) in try connection.tokens() }
  }

  package func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in
      try connection.write { () throws(DirectoryError) in try connection.revokeToken(id, at: time) }
    }
  }

  package func eraseContact(_ id: String) throws(DirectoryError) -> Bool {
    let wasThere = try commit { editor throws(DirectoryError) in try editor.eraseContact(id) }
    if wasThere { try write { (connection) throws(DirectoryError) in try connection.forgetDeleted() } }
    return wasThere
  }

  package func removeOldAnswers() throws(DirectoryError) {
    // Nothing that a reader returns has changed, so no cache has to be emptied.
    _ = try commit { editor throws(DirectoryError) in
      try editor.removeOldAnswers()
      return false
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

  /// Replaces the contents of the directory by those of another database with this schema, in one
  /// transaction.
  func replaceContents(fromFileAt source: String) throws(DirectoryError) {
    try write { (connection) throws(DirectoryError) in
      try DirectoryError.from { () throws(SQLiteError) in
        try connection.database.replaceContents(from: Database(path: source, mode: .readOnly))
      }
      // The restored revision number is older, so it is set to one that no reader of this store has seen.
      let number = try connection.write { () throws(DirectoryError) in
        try connection.moveRevision(at: SystemTime.now())
        return try connection.revision().number
      }
      news.advance(to: number)
    }
  }
}
