package import Directory
package import HTTPCore

/// A responder with a reader of its own that answers one job after the other. It is used by one thread at a
/// time.
package protocol QueryWorker: AnyObject {
  /// Answers the job with all its queries together within its time limit.
  func answer(_ job: QueryWorkers.Job) -> QueryOutcome

  /// Returns the delivery for another request for the same response, or nil if it gets the same delivery.
  func repeated(_ outcome: QueryOutcome, for job: QueryWorkers.Job) -> Delivery?
}

/// What a worker has made of a job.
package struct QueryOutcome: Sendable {
  package struct Cacheable: Sendable {
    package let response: StoredResponse
    package let places: [Int]
    package let route: Int
    /// The revision that the response shows, or an older one.
    package let revision: UInt64
    package let dependencies: Dependencies

    package init(
      response: StoredResponse, places: [Int], route: Int, revision: UInt64, dependencies: Dependencies
    ) {
      self.response = response
      self.places = places
      self.route = route
      self.revision = revision
      self.dependencies = dependencies
    }
  }

  package var delivery: Delivery
  package var cacheable: Cacheable?

  package init(delivery: Delivery, cacheable: Cacheable? = nil) {
    self.delivery = delivery
    self.cacheable = cacheable
  }
}
