internal import Directory
internal import SQLite

extension Connection {
  func revision() throws(DirectoryError) -> Revision {
    let revision = try first("SELECT number, changed_at FROM directory_revision WHERE id = 1") {
      Revision(number: UInt64(clamping: $0.integer(0)), changedAt: $0.integer(1))
    }
    guard let revision else { throw .damaged("the table directory_revision is empty") }
    return revision
  }

  /// Returns the largest id in the tables of the lists: at least the largest number of their rows. SQLite
  /// reads one page of each (the optimisation of max() in "The SQLite Query Optimizer Overview", section 14).
  func largestRowID() throws(DirectoryError) -> Int {
    let largest = try first(
      """
      SELECT max(
        ifnull((SELECT max(id) FROM members), 0), ifnull((SELECT max(id) FROM topics), 0),
        ifnull((SELECT max(id) FROM contacts), 0), ifnull((SELECT max(id) FROM offices), 0))
      """
    ) { Int($0.integer(0)) }
    return largest ?? 0
  }

  /// The time of the last change never goes back. If the clock was set back, it grows by one second, so that
  /// the change has a time of its own.
  func moveRevision(at time: Int64) throws(DirectoryError) {
    try run(
      """
      UPDATE directory_revision SET number = number + 1,
        changed_at = CASE WHEN ?1 < changed_at THEN changed_at + 1 ELSE ?1 END WHERE id = 1
      """, [.integer(time)])
  }

  func dataVersion() throws(DirectoryError) -> Int64 {
    try DirectoryError.from { () throws(SQLiteError) in try database.dataVersion() }
  }
}
