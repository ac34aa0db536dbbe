internal import Dispatch
internal import Locking

/// A queue of edits that wait for the writer. Edits that arrive during a commit share the next commit, since
/// a sync of the disk costs the same for one edit as for many ("group commit"). No edit waits without a
/// limit, since an import may keep the writer busy for a minute.
package final class EditQueue: Sendable {
  /// The most edits in one commit. A commit of this many small edits takes about 60 ms, so no edit waits much
  /// longer than that.
  private static let largestBatch = 256

  private struct State {
    var jobs: [(job: EditJob, since: ContinuousClock.Instant)] = []
    var isScheduled = false
    /// The number of batches so far, by which a timer finds out whether its batch is still running.
    var batch = 0
  }

  private let queue = DispatchQueue(label: "member-directory.writer")
  private let timers = DispatchQueue(label: "member-directory.writer.patience")
  private let patience: Duration
  private let state = Guarded(State())

  /// - Parameter patience: how long a job waits for a long job before it fails as `busy`.
  package init(patience: Duration) { self.patience = patience }

  /// Adds the job, and returns before it runs.
  ///
  /// - Parameter run: runs a batch in one transaction, and returns for each job its error, or nil. It is
  ///   called on the queue's own serial dispatch queue, so that one batch runs at a time.
  package func add(_ job: EditJob, run: @escaping @Sendable ([EditJob]) -> [DirectoryError?]) {
    let schedules = state.withLock { state in
      state.jobs.append((job, .now))
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if schedules { queue.async { self.drain(run) } }
  }

  /// The jobs that wait for the next batch.
  package var count: Int { state.withLock { $0.jobs.count } }

  private func drain(_ run: ([EditJob]) -> [DirectoryError?]) {
    while true {
      let (batch, number) = state.withLock { state in (takeBatch(from: &state), state.batch) }
      if batch.isEmpty { return }
      // Only a long batch needs the timer: short jobs wait for another program's lock no longer than the busy
      // timeout.
      if batch.first?.isLong == true { watch(number) }
      for (job, failure) in zip(batch, run(batch)) { job.finish(failure) }
      for job in batch { job.settled() }
    }
  }

  /// Removes the next batch from the queue: one long job, or the short jobs before the next long one.
  private func takeBatch(from state: inout State) -> [EditJob] {
    let short = state.jobs.prefix(Self.largestBatch).prefix { !$0.job.isLong }
    let batch = Array(short.isEmpty ? state.jobs.prefix(1) : short).map(\.job)
    state.jobs.removeFirst(batch.count)
    if batch.isEmpty { state.isScheduled = false }
    state.batch += 1
    return batch
  }

  /// Fails the jobs that have waited too long, as long as that batch runs.
  private func watch(_ number: Int) {
    let pause = DispatchTimeInterval.milliseconds(max(1, Int(patience / .milliseconds(1))))
    timers.asyncAfter(deadline: .now() + pause) { [weak self] in
      guard let self else { return }
      let late: [EditJob]? = state.withLock { state in
        guard state.batch == number else { return nil }
        let latest = ContinuousClock.now - patience
        let count = state.jobs.prefix { $0.since <= latest }.count
        defer { state.jobs.removeFirst(count) }
        return state.jobs.prefix(count).map(\.job)
      }
      guard let late else { return }
      for job in late { job.finish(.busy) }
      for job in late { job.settled() }
      watch(number)
    }
  }
}

/// One edit that waits for its turn.
package struct EditJob: Sendable {
  /// True if the job takes so long that no other job should wait for its commit.
  let isLong: Bool
  /// Returns true if what the job wrote is to be committed. It may run twice; what it wrote the first time is
  /// then rolled back.
  let body: @Sendable (RecordEditor) throws(DirectoryError) -> Bool
  /// Is called once, after the commit or with the error that prevented it.
  let finish: @Sendable (DirectoryError?) -> Void
  /// Is called once, when all jobs of the batch have completed.
  let settled: @Sendable () -> Void

  /// Creates the job of an edit. The arguments are those of `DirectoryStore.edit`.
  package init<Answer: Sendable>(
    isLong: Bool, _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void
  ) {
    let outcome = EditOutcome<Answer>()
    self.isLong = isLong
    self.body = { editor throws(DirectoryError) in
      let result = try body(editor)
      outcome.answer.withLock { $0 = result.answer }
      return result.keeps
    }
    finish = { failure in
      if let failure { return completion(.failure(failure)) }
      guard let answer = outcome.answer.withLock({ $0 }) else {
        return completion(.failure(.unavailable("an edit ended without an answer")))
      }
      completion(.success(answer))
    }
    self.settled = settled
  }
}

/// Holds the answer of an edit from the transaction to the completion.
private final class EditOutcome<Answer: Sendable>: Sendable {
  let answer = Guarded<Answer?>(nil)
}
