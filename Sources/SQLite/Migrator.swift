private import Crypto

/// One step from an older schema to a newer one. It is never edited after a release.
package struct Migration: Sendable, Equatable {
  package var name: String
  /// The SQL: one or more statements, without BEGIN and COMMIT.
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The SHA-256 of the text, 32 bytes.
  package var checksum: [UInt8] {
    var hash = SHA256()
    var text = text
    text.withUTF8 { unsafe hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    return Array(hash.finalize())
  }
}

/// Migrates a database to the program's schema. The migrations are applied in the order of their names. Each
/// is applied and recorded in one transaction. Any number of processes may do so at the same time.
package struct Migrator: Sendable {
  /// The `PRAGMA application_id` of the program's databases. A database of another program is never changed.
  package var applicationID: Int32
  private let migrations: [Migration]

  package init(applicationID: Int32, migrations: [Migration]) {
    self.applicationID = applicationID
    self.migrations = migrations.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Throws an error if the file isn't empty and belongs to another program. Only reads.
  package func checkOwner(of database: Database) throws(MigrationError) {
    try wrapping { () throws(SQLiteError) in
      // With one statement, no other process can apply the first migration between the two reads.
      try database.first(
        "SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id"
      ) { (id: $0.integer(0), objects: $0.integer(1)) }
    }.map { (found) throws(MigrationError) in
      guard found.id == applicationID || (found.id == 0 && found.objects == 0) else {
        throw .foreignDatabase(path: database.path)
      }
    }
  }

  /// Applies the missing migrations and returns their names. If one fails, those before it stay applied.
  ///
  /// - Parameter willApply: called before each migration with its number, which begins with 1, and the number
  ///   of all migrations.
  @discardableResult
  package func migrate(
    _ database: Database, willApply: (_ number: Int, _ count: Int) -> Void = { _, _ in }
  ) throws(MigrationError) -> [String] {
    try checkOwner(of: database)
    var names: [String] = []
    // This check takes no lock, so a start with nothing to apply doesn't wait for a writer.
    while case let applied = try applied(in: database), try next(after: applied) != nil {
      willApply(applied.count + 1, migrations.count)
      guard let name = try applyNext(to: database) else { break }
      names.append(name)
    }
    return names
  }

  /// Returns the names of the migrations that `migrate` would apply. Only reads.
  package func pending(in database: Database) throws(MigrationError) -> [String] {
    try checkOwner(of: database)
    let applied = try applied(in: database)
    _ = try next(after: applied)
    return migrations.dropFirst(applied.count).map(\.name)
  }
}

extension Migrator {
  private struct Applied {
    var name: String
    var checksum: [UInt8]
  }

  /// Applies the next migration and returns its name. Returns nil if another process has applied the last one
  /// meanwhile.
  private func applyNext(to database: Database) throws(MigrationError) -> String? {
    try database.write(orThrow: { .database($0) }) { () throws(MigrationError) in
      // Another process may have applied some before this transaction took the lock.
      let applied = try applied(in: database)
      guard let migration = try next(after: applied) else { return nil }
      if applied.isEmpty { try create(in: database) }
      do throws(SQLiteError) {
        try database.execute(script: migration.text, action: "applying migration \(migration.name)")
      } catch {
        throw .failed(name: migration.name, error)
      }
      guard database.isInTransaction else { throw .endsTransaction(name: migration.name) }
      try wrapping { () throws(SQLiteError) in
        try database.run(
          "INSERT INTO schema_migrations (name, sha256, applied_at) VALUES (?, ?, unixepoch())",
          [.text(migration.name), .blob(migration.checksum)])
      }
      let dangling = try wrapping { () throws(SQLiteError) in
        try database.first("SELECT \"table\" FROM pragma_foreign_key_check") { $0.text(0) }
      }
      if let dangling { throw .danglingReferences(name: migration.name, table: dangling) }
      return migration.name
    }
  }

  private func create(in database: Database) throws(MigrationError) {
    try wrapping { () throws(SQLiteError) in
      try database.execute(
        script: """
          PRAGMA application_id = \(applicationID);
          CREATE TABLE schema_migrations (
            name TEXT PRIMARY KEY NOT NULL,
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            applied_at INTEGER NOT NULL
          ) STRICT, WITHOUT ROWID;
          """,
        action: "creating the table of migrations")
    }
  }

  private func applied(in database: Database) throws(MigrationError) -> [Applied] {
    try wrapping { () throws(SQLiteError) in
      let exists = try database.first(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'"
      ) { _ in true }
      guard exists != nil else { return [] }
      return try database.map("SELECT name, sha256 FROM schema_migrations ORDER BY name") {
        Applied(name: $0.text(0), checksum: $0.blob(1))
      }
    }
  }

  /// Returns the next migration to apply, or nil if all are applied. Throws an error unless the applied
  /// migrations are the first ones of the program, unchanged.
  private func next(after applied: [Applied]) throws(MigrationError) -> Migration? {
    let known = Dictionary(migrations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in applied {
      guard let migration = known[entry.name] else { throw .newerDatabase(name: entry.name) }
      guard migration.checksum == entry.checksum else { throw .changed(name: entry.name) }
    }
    for (migration, entry) in zip(migrations, applied) where migration.name != entry.name {
      throw .outOfOrder(name: migration.name, applied: entry.name)
    }
    return applied.count < migrations.count ? migrations[applied.count] : nil
  }

  private func wrapping<Result>(
    _ body: () throws(SQLiteError) -> Result
  ) throws(MigrationError) -> Result {
    do throws(SQLiteError) { return try body() } catch { throw .database(error) }
  }
}
