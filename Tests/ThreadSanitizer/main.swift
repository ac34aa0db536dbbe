// Shows what ThreadSanitizer sees, for Scripts/test, which compiles this file with Sources/Locking:
//
//   guarded    nothing, although eight threads wait for one lock
//   unguarded  a race, because each thread takes the lock, but not for what it changes
//   order      two locks that are taken in both orders

import Dispatch
import Glibc

final class Counters: Sendable {
  let first = Guarded(0)
  let second = Guarded(())
}

nonisolated(unsafe) var unguarded = 0
let counters = Counters()

/// Changes what isn't guarded, on two threads that are there at the same time.
func race() {
  let queue = DispatchQueue(label: "race", attributes: .concurrent)
  let (here, there, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchGroup())
  for (own, other) in [(here, there), (there, here)] {
    queue.async(group: done) {
      own.signal()
      other.wait()
      counters.first.withLock { $0 += 1 }
      unsafe unguarded += 1
    }
  }
  done.wait()
}

switch CommandLine.arguments.last {
case "guarded":
  DispatchQueue.concurrentPerform(iterations: 8) { _ in
    for _ in 0..<200 {
      counters.first.withLock { count in
        count += 1
        // Long enough that the others come and wait.
        usleep(10)
      }
      _ = counters.first.withLockIfAvailable { $0 += 1 }
    }
  }
case "unguarded": race()
case "order":
  counters.first.withLock { _ in counters.second.withLock { _ in } }
  counters.second.withLock { _ in counters.first.withLock { _ in } }
default: exit(64)
}
