internal import SQLite

/// The database's schema, as the program was built with it.
enum Schema {
  /// "MDir" in ASCII: `file` and SQLite's tools show it, and no file without it is opened.
  static let applicationID: Int32 = 0x4d44_6972

  static var migrator: Migrator {
    Migrator(
      applicationID: applicationID,
      migrations: EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) })
  }
}
