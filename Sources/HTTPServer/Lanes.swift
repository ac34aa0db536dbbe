import Dispatch
package import HTTPCore

/// The queue behind the loops, for what takes its time.
package final class Lanes: Sendable {
  private let worker = DispatchQueue(label: "member-directory.worker", attributes: .concurrent)

  package init() {}

  package func run(_ lane: Lane, _ work: @escaping @Sendable () -> Void) {
    switch lane {
    case .worker: worker.async(execute: work)
    }
  }
}
