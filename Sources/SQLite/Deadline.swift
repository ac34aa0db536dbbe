internal import CSQLite

/// Ends a statement that runs too long. SQLite calls the progress handler after every
/// `instructionsBetweenQuestions` instructions of its virtual machine, and interrupts the statement if the
/// result isn't 0.
final class Deadline {
  var instant: ContinuousClock.Instant?
  /// Also interrupts the statement if it returns true.
  var isCancelled: @Sendable () -> Bool = { false }

  var hasPassed: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }

  /// These instructions take about 0.1 ms. Reading the clock takes about 40 ns, so its cost doesn't matter.
  private static let instructionsBetweenQuestions: Int32 = 4096

  /// Installs the handler. The database owns the deadline and closes its handle first, so the handler is
  /// never called after the deadline has been freed.
  func install(on database: OpaquePointer) {
    unsafe sqlite3_progress_handler(
      database, Self.instructionsBetweenQuestions,
      { context in
        guard let context = unsafe context else { return 0 }
        let deadline = unsafe Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue()
        return deadline.hasPassed || deadline.isCancelled() ? 1 : 0
      },
      Unmanaged.passUnretained(self).toOpaque())
  }
}
