import Directory
import Dispatch
import Locking
import Testing

@Suite("The queue of edits")
final class EditQueueTests: Sendable {
  private let events = Guarded<[String]>([])

  private func job(_ name: String, isLong: Bool = false, done: DispatchGroup) -> EditJob {
    done.enter()
    return EditJob(isLong: isLong) { _ throws(DirectoryError) in
      EditResult(name, keeps: true)
    } completion: { [self] result in
      events.withLock { $0.append("\(name) \(result == .failure(.full) ? "failed" : "done")") }
    } settled: { [self] in
      events.withLock { $0.append("\(name) settled") }
      done.leave()
    }
  }

  @Test("runs edits that wait together as one batch, completes all of them, and then settles them")
  func batches() {
    let queue = EditQueue(patience: .seconds(60))
    let (group, isRunning, mayEnd) = (
      DispatchGroup(), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
    )
    let sizes = Guarded<[Int]>([])
    let run: @Sendable ([EditJob]) -> [DirectoryError?] = { jobs in
      let isFirst = sizes.withLock { sizes in
        sizes.append(jobs.count)
        return sizes.count == 1
      }
      if isFirst {
        isRunning.signal()
        mayEnd.wait()
      }
      return Array(repeating: .full, count: jobs.count)
    }
    queue.add(job("first", done: group), run: run)
    isRunning.wait()
    for name in ["a", "b"] { queue.add(job(name, done: group), run: run) }
    queue.add(job("long", isLong: true, done: group), run: run)
    queue.add(job("c", done: group), run: run)
    mayEnd.signal()
    group.wait()
    #expect(sizes.withLock { $0 } == [1, 2, 1, 1])
    #expect(
      events.withLock { $0 } == [
        "first failed", "first settled", "a failed", "b failed", "a settled", "b settled", "long failed",
        "long settled", "c failed", "c settled",
      ])
  }
}
