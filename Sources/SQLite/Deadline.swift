internal import CSQLite

/// Ends a statement that runs too long. SQLite asks the progress handler every so many instructions of its
/// virtual machine; an answer other than 0 interrupts the statement.
final class Deadline {
  var instant: ContinuousClock.Instant?

  /// About 0.1 ms of work: the clock costs some 40 ns, so the question is free.
  private static let instructionsBetweenQuestions: Int32 = 4096

  /// The database owns the deadline and closes its handle first, so the handler never outlives its context.
  func install(on database: OpaquePointer) {
    unsafe sqlite3_progress_handler(
      database, Self.instructionsBetweenQuestions,
      { context in
        guard let context = unsafe context else { return 0 }
        let deadline = unsafe Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue()
        guard let instant = deadline.instant else { return 0 }
        return ContinuousClock.now >= instant ? 1 : 0
      },
      Unmanaged.passUnretained(self).toOpaque())
  }
}
