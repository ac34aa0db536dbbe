/// The transactions of a store, in which batches of edits run.
///
/// All methods are called by one thread at a time.
package protocol EditTransactions {
  /// The editor of the open transaction.
  var editor: RecordEditor { get }

  /// True if a transaction is open. An error may have ended it and rolled everything back.
  var isOpen: Bool { get }

  /// What the open transaction, or else the last one, has changed; nil if that isn't known. What was rolled
  /// back may be counted.
  var changes: UncommittedChanges? { get }

  /// Runs the body in a transaction and commits it. The commit is durable when this returns. If the body
  /// throws, everything is rolled back and the error is thrown. If the store fails, `wrap` makes the error.
  func transaction<Result, Failure: Error>(
    orThrow wrap: (DirectoryError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result

  /// Runs the body inside the open transaction and returns its result. If the body returns false or throws,
  /// only what it wrote is rolled back. If that fails, the whole transaction is rolled back, and `isOpen` is
  /// false.
  func part(_ body: () throws(DirectoryError) -> Bool) throws(DirectoryError) -> Bool
}

/// The outcome of one job.
private struct JobOutcome {
  /// True if what the job wrote is committed with the batch.
  var isKept: Bool
  var failure: DirectoryError?
}

/// A reason why the transaction of a batch was rolled back.
private enum BatchFault: Error {
  case store(DirectoryError)
  /// A job wrote something that must not be committed. The error is that of the job, or nil if it didn't
  /// fail.
  case unwanted(DirectoryError?)
}

/// Jobs that share a transaction, some of which may not be committed.
extension EditTransactions {
  package var changes: UncommittedChanges? { nil }

  /// Runs the jobs and returns for each its error, or nil. Throws an error if nothing was committed.
  ///
  /// - Parameter news: gets the number of the new revision after the commit, before any job completes.
  package func run(_ jobs: [EditJob], news: RevisionNews) throws(DirectoryError) -> [DirectoryError?] {
    let (outcomes, number) = try runOnceOrTwice(jobs)
    if let number { news.advance(to: number, after: changes) }
    return outcomes.map(\.failure)
  }

  private func runOnceOrTwice(_ jobs: [EditJob]) throws(DirectoryError) -> ([JobOutcome], UInt64?) {
    do throws(BatchFault) {
      return try runTogether(jobs)
    } catch {
      switch error {
      case .store(let failure): throw failure
      // The job ran alone, so no other job was rolled back with it.
      case .unwanted(let failure) where jobs.count == 1:
        return ([JobOutcome(isKept: false, failure: failure)], nil)
      case .unwanted: return try runApart(jobs)
      }
    }
  }

  /// Runs the jobs in one transaction without savepoints. At each savepoint SQLite's FTS5 writes out its
  /// pending entries, which is a fifth of the work of an edit. Savepoints are rarely needed, since nearly
  /// every job is committed or is refused before it has written anything.
  private func runTogether(_ jobs: [EditJob]) throws(BatchFault) -> ([JobOutcome], UInt64?) {
    try transaction(orThrow: { .store($0) }) { () throws(BatchFault) in
      var outcomes: [JobOutcome] = []
      for job in jobs {
        let writes = editor.writeCount
        let outcome = try run(job)
        if !outcome.isKept, editor.writeCount != writes { throw .unwanted(outcome.failure) }
        outcomes.append(outcome)
      }
      do throws(DirectoryError) { return (outcomes, try numberToCommit(outcomes)) } catch {
        throw .store(error)
      }
    }
  }

  private func run(_ job: EditJob) throws(BatchFault) -> JobOutcome {
    do throws(DirectoryError) { return JobOutcome(isKept: try job.body(editor)) } catch {
      // The rollback has also removed what the other jobs wrote.
      guard isOpen else { throw .store(error) }
      return JobOutcome(isKept: false, failure: error)
    }
  }

  /// Runs the jobs again, each so that it can be rolled back by itself.
  private func runApart(_ jobs: [EditJob]) throws(DirectoryError) -> ([JobOutcome], UInt64?) {
    try transaction(orThrow: { $0 }) { () throws(DirectoryError) in
      var outcomes: [JobOutcome] = []
      for job in jobs {
        do throws(DirectoryError) {
          let isKept = try part { () throws(DirectoryError) in try job.body(editor) }
          outcomes.append(JobOutcome(isKept: isKept))
        } catch {
          guard isOpen else { throw error }
          outcomes.append(JobOutcome(isKept: false, failure: error))
        }
      }
      return (outcomes, try numberToCommit(outcomes))
    }
  }

  /// Returns the number of the revision that the jobs make, or nil if they make none.
  private func numberToCommit(_ outcomes: [JobOutcome]) throws(DirectoryError) -> UInt64? {
    outcomes.contains(where: \.isKept) ? try editor.reader.revision().number : nil
  }
}
