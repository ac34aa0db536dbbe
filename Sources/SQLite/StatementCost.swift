internal import CSQLite

/// The work that a statement has done since it was prepared, by SQLite's own counters
/// (https://www.sqlite.org/c3ref/c_stmtstatus_counter.html). Tests compare these counts because times differ
/// from run to run.
package struct StatementCost: Sendable, Equatable {
  /// Steps forward through a table "as part of a full table scan".
  package var fullScanSteps: Int
  package var sorts: Int
  /// Rows that were put into an index that SQLite made for one query only.
  package var automaticIndexRows: Int
  /// Instructions that the virtual machine executed.
  package var instructions: Int
}

extension Statement {
  package var cost: StatementCost {
    StatementCost(
      fullScanSteps: counter(SQLITE_STMTSTATUS_FULLSCAN_STEP), sorts: counter(SQLITE_STMTSTATUS_SORT),
      automaticIndexRows: counter(SQLITE_STMTSTATUS_AUTOINDEX),
      instructions: counter(SQLITE_STMTSTATUS_VM_STEP))
  }

  private func counter(_ number: Int32) -> Int {
    unsafe Int(sqlite3_stmt_status(handle, number, 0))
  }

  package var parameterCount: Int { unsafe Int(sqlite3_bind_parameter_count(handle)) }
}
