internal import Directory
internal import SQLite

/// What became of each job of a batch, and the number of the revision that they make, if any.
typealias BatchOutcome = (failures: [DirectoryError?], number: UInt64?)

/// Jobs in one transaction, of which some may not stay.
extension Connection {
  /// Throws where nothing of any of them is kept.
  ///
  /// - Parameter expecting: is told of the number before the commit.
  func run(
    _ jobs: [EditQueue.Job], with editor: SQLiteDirectoryEditor, expecting: (UInt64) -> Void
  ) throws(DirectoryError) -> BatchOutcome {
    do throws(BatchFault) {
      return try runTogether(jobs, with: editor, expecting)
    } catch {
      switch error {
      case .store(let failure): throw failure
      // By itself it has taken nobody's work along.
      case .unwanted(let failure) where jobs.count == 1: return ([failure], nil)
      case .unwanted: break
      }
    }
    editor.forgetEdits()
    return try write { () throws(DirectoryError) in
      let outcomes = try outcomes(of: jobs) { job throws(DirectoryError) in
        try runInSavepoint(job, with: editor)
      }
      return try number(outcomes, expecting)
    }
  }

  /// Without savepoints, at each of which FTS5 writes out what it has gathered: a fifth of a correction's work.
  /// Nearly every job stays, or has written nothing when it is refused.
  private func runTogether(
    _ jobs: [EditQueue.Job], with editor: SQLiteDirectoryEditor, _ expecting: (UInt64) -> Void
  ) throws(BatchFault) -> BatchOutcome {
    try database.write(orThrow: { .store(DirectoryError($0)) }) { () throws(BatchFault) in
      let outcomes = try outcomes(of: jobs) { job throws(BatchFault) in
        let changes = database.changeCount
        let outcome = try run(job, with: editor)
        if !outcome.keeps, database.changeCount != changes { throw .unwanted(outcome.failure) }
        return outcome
      }
      do throws(DirectoryError) {
        try editor.finishEdits()
        return try number(outcomes, expecting)
      } catch { throw .store(error) }
    }
  }

  private func run(
    _ job: EditQueue.Job, with editor: SQLiteDirectoryEditor
  ) throws(BatchFault) -> JobOutcome {
    editor.beginEdit()
    do throws(DirectoryError) { return (try job.body(editor), nil) } catch {
      // Some faults end the whole transaction (https://www.sqlite.org/lang_transaction.html, "Response To Errors
      // Within A Transaction"): then nothing of the others is left either.
      guard database.isInTransaction else { throw .store(error) }
      return (false, error)
    }
  }

  private func runInSavepoint(
    _ job: EditQueue.Job, with editor: SQLiteDirectoryEditor
  ) throws(DirectoryError) -> JobOutcome {
    try run("SAVEPOINT edit")
    editor.beginEdit()
    do throws(DirectoryError) {
      let keeps = try job.body(editor)
      if keeps {
        try editor.finishEdits()
      } else {
        editor.forgetEdits()
        try run("ROLLBACK TO edit")
      }
      try run("RELEASE edit")
      return (keeps, nil)
    } catch {
      editor.forgetEdits()
      do throws(DirectoryError) {
        if database.isInTransaction {
          try run("ROLLBACK TO edit")
          try run("RELEASE edit")
        }
      } catch {
        // What cannot be taken back by itself goes with the whole transaction.
        try? run("ROLLBACK")
      }
      guard database.isInTransaction else { throw error }
      return (false, error)
    }
  }

  private func outcomes<Failure: Error>(
    of jobs: [EditQueue.Job], _ run: (EditQueue.Job) throws(Failure) -> JobOutcome
  ) throws(Failure) -> [JobOutcome] {
    var outcomes: [JobOutcome] = []
    for job in jobs { outcomes.append(try run(job)) }
    return outcomes
  }

  private func number(
    _ outcomes: [JobOutcome], _ expecting: (UInt64) -> Void
  ) throws(DirectoryError) -> BatchOutcome {
    let failures = outcomes.map(\.failure)
    guard outcomes.contains(where: \.keeps) else { return (failures, nil) }
    let number = try revision().number
    expecting(number)
    return (failures, number)
  }
}

private typealias JobOutcome = (keeps: Bool, failure: DirectoryError?)

/// Why the transaction of a batch is taken back.
private enum BatchFault: Error {
  case store(DirectoryError)
  /// What a job wrote is not to stay; what it failed with, if it did.
  case unwanted(DirectoryError?)
}
