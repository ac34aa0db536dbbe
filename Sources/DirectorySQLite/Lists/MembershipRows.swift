internal import Directory
internal import SQLite

extension Connection {
  /// Writes of each member that isn't a member on that day the day that makes the difference, and of each
  /// other one that there isn't one. Returns the number of rows that have changed. Triggers update the
  /// counts.
  @discardableResult
  func updateMembership(on today: String) throws(DirectoryError) -> Int {
    let rows = try map(Self.outdated, [.text(today)]) { (id: $0.integer(0), absence: $0.optionalText(1)) }
    for row in rows { try run(Self.setAbsence, [.text(row.absence), .integer(row.id)]) }
    return rows.count
  }

  /// Whether `updateMembership` would change a row. Only reads.
  func isMembershipOutdated(on today: String) throws(DirectoryError) -> Bool {
    try first(Self.outdated + " LIMIT 1", [.text(today)]) { _ in true } ?? false
  }

  private static let setAbsence: SQL = #"UPDATE members SET "left" = ? WHERE id = ?"#

  /// Selects the rows that have been right until another day. Each part of the union reads an index: those
  /// who have left or will, those who aren't members, and those who will join.
  private static let outdated: SQL = """
    WITH candidates AS (
      SELECT id FROM members WHERE leaves IS NOT NULL
      UNION SELECT id FROM members WHERE "left" IS NOT NULL
      UNION SELECT id FROM members WHERE ifnull(joined, '~') > ?1 AND ifnull(joined, '~') < '~'
    ), days AS (
      SELECT m.id, m."left" AS absence,
        CASE WHEN m.leaves <= ?1 THEN m.leaves WHEN m.joined > ?1 THEN m.joined END AS right_absence
      FROM candidates AS c CROSS JOIN members AS m ON m.id = c.id
    )
    SELECT id, right_absence FROM days WHERE absence IS NOT right_absence
    """
}
