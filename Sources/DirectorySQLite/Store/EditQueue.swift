internal import Directory
internal import Dispatch
internal import SQLite
internal import Synchronization

/// Edits that wait for the writer. Those that come while a commit is on its way to the disk share the next
/// one: a sync costs the same for one as for many ("group commit"). None waits for ever: an import may hold the
/// writer for a minute.
final class EditQueue: Sendable {
  struct Job: Sendable {
    /// Takes so long that nobody's answer should wait for its commit.
    let isLong: Bool
    /// Whether what it wrote stays. May run twice: the first time is then taken back.
    let body: @Sendable (SQLiteDirectoryEditor) throws(DirectoryError) -> Bool
    /// After the commit, or with what kept it from being one.
    let finish: @Sendable (DirectoryError?) -> Void
    /// After all of its batch are finished.
    let settled: @Sendable () -> Void
  }

  /// A commit of so many small edits takes some 60 ms, so nobody waits much longer for its own.
  private static let largestBatch = 256

  private struct State {
    var jobs: [(job: Job, since: ContinuousClock.Instant)] = []
    var isScheduled = false
    /// Counts batches: tells whether the one that was looked at still runs.
    var batch = 0
  }

  private let queue = DispatchQueue(label: "member-directory.writer")
  private let timers = DispatchQueue(label: "member-directory.writer.patience")
  private let patience: Duration
  private let state = Mutex(State())

  /// - Parameter patience: how long a job waits at most for a long one.
  init(patience: Duration) { self.patience = patience }

  func add(_ job: Job, run: @escaping @Sendable ([Job]) -> Void) {
    let schedules = state.withLock { state in
      state.jobs.append((job, .now))
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if schedules { queue.async { self.drain(run) } }
  }

  private func drain(_ run: ([Job]) -> Void) {
    while true {
      let (batch, number) = state.withLock { state in (takeBatch(from: &state), state.batch) }
      if batch.isEmpty { return }
      // Another program's lock ends a batch of short ones by the busy timeout.
      if batch.first?.isLong == true { watch(number) }
      run(batch)
    }
  }

  /// A long one by itself; else what stands before it.
  private func takeBatch(from state: inout State) -> [Job] {
    let short = state.jobs.prefix(Self.largestBatch).prefix { !$0.job.isLong }
    let batch = Array(short.isEmpty ? state.jobs.prefix(1) : short).map(\.job)
    state.jobs.removeFirst(batch.count)
    if batch.isEmpty { state.isScheduled = false }
    state.batch += 1
    return batch
  }

  /// As long as that batch runs, those whose patience is over are told.
  private func watch(_ number: Int) {
    let pause = DispatchTimeInterval.milliseconds(max(1, Int(patience / .milliseconds(1))))
    timers.asyncAfter(deadline: .now() + pause) { [weak self] in
      guard let self else { return }
      let late: [Job]? = state.withLock { state in
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
