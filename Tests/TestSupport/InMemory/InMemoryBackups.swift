package import Directory
internal import Glibc
internal import Locking

/// Keeps backups of an in-memory store, by the paths that their files would have.
package final class InMemoryBackups: FileBackups {
  private let store: InMemoryDirectoryStore
  private let files = Guarded<[String: InMemoryState]>([:])

  package init(of store: InMemoryDirectoryStore) { self.store = store }

  package func write(
    to file: String, unless isCancelled: @escaping @Sendable () -> Bool
  ) throws(DirectoryError) {
    let state = store.current
    files.withLock { $0[file] = state }
  }

  package func restore(
    from file: String, recorded: (_ directory: String?) throws(DirectoryError) -> Withdrawals
  ) throws(DirectoryError) -> RestoreOutcome {
    let backup = try state(file)
    let recorded = try recorded(backup.directoryID)
    var counts = RestoreCounts()
    try store.replace { live throws(DirectoryError) in
      let restoration = Restoration(
        replacing: try Self.editor(InMemoryTables(live)).replacedDirectory(), directoryID: live.directoryID,
        backupID: backup.directoryID, recorded: recorded)
      let tables = InMemoryTables(backup)
      counts = try Self.editor(tables).restore(restoration)
      return tables.state
    }
    return RestoreOutcome(isChecksummed: false, counts: counts)
  }

  package func withdrawals() throws(DirectoryError) -> Withdrawals {
    try Self.editor(InMemoryTables(store.current)).withdrawals()
  }

  package func directoryID() throws(DirectoryError) -> String { store.current.directoryID }
  package func stateToMigrate() throws(DirectoryError) -> String? { nil }
  package func isBackup(_ file: String) -> Bool { files.withLock { $0[file] != nil } }
  package func checksumPath(of file: String) -> String { file + ".sha256" }

  private func state(_ file: String) throws(DirectoryError) -> InMemoryState {
    guard let state = files.withLock({ $0[file] }) else { throw .unavailable("\(file): no such backup") }
    return state
  }

  private static func editor(_ tables: InMemoryTables) -> RecordEditor {
    RecordEditor(
      tables, reader: InMemoryReader(isStaff: true, snapshot: InMemorySnapshot(), source: tables),
      clock: { Int64(time(nil)) })
  }
}
