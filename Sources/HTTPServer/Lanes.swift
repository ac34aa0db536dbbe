import Dispatch
package import HTTPCore

/// The queues behind the loops: one that writes, and some that work.
package final class Lanes: Sendable {
  private let writer = DispatchQueue(label: "member-directory.writer")
  private let worker = DispatchQueue(label: "member-directory.worker", attributes: .concurrent)

  package init() {}

  package func run(_ lane: Lane, _ work: @escaping @Sendable () -> Void) {
    switch lane {
    case .writer: writer.async(execute: work)
    case .worker: worker.async(execute: work)
    }
  }
}
