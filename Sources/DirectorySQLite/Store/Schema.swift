internal import SQLite

/// The schema of the database, with which the program was built.
enum Schema {
  /// "MDir" in ASCII. `file` and SQLite's tools show it. A database without it isn't opened unless it is
  /// empty.
  static let applicationID: Int32 = 0x4d44_6972

  static var migrator: Migrator {
    Migrator(
      applicationID: applicationID,
      migrations: EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) })
  }
}
