/// A reason why a database can't be migrated to the program's schema. The server then doesn't start.
package enum MigrationError: Error, Sendable, Equatable {
  /// The file belongs to another program.
  case foreignDatabase(path: String)
  /// The text of a migration has changed since it was applied.
  case changed(name: String)
  /// The database has a migration that the program doesn't have.
  case newerDatabase(name: String)
  /// A migration was not applied, but one with a later name was.
  case outOfOrder(name: String, applied: String)
  case endsTransaction(name: String)
  case danglingReferences(name: String, table: String)
  case failed(name: String, SQLiteError)
  case database(SQLiteError)
}

extension MigrationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .foreignDatabase(let path):
      "\(path) is a database of another program; give a path that is free"
    case .changed(let name):
      "migration \(name) has changed since it was applied; restore its text and put the change in a new one"
    case .newerDatabase(let name):
      "the database has migration \(name), which this program does not know: a newer version wrote it"
    case .outOfOrder(let name, let applied):
      "migration \(name) is missing, though the later \(applied) was applied; give it a name that sorts last"
    case .endsTransaction(let name):
      "migration \(name) ends its transaction; take BEGIN, COMMIT and ROLLBACK out of it"
    case .danglingReferences(let name, let table):
      "migration \(name) leaves rows in \(table) that refer to rows that do not exist"
    case .failed(let name, let error):
      "migration \(name) failed: \(error)"
    case .database(let error):
      "\(error)"
    }
  }
}
