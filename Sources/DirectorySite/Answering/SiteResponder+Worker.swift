internal import Directory
package import HTTPCore
package import Representations

/// Pages that a worker makes for a loop.
extension SiteResponder: QueryWorker {
  package func answer(_ job: QueryWorkers.Job) -> QueryOutcome {
    resources.followRevision()
    let revision = resources.store.revisionNumber
    resources.reader.deadline = .now + job.limit
    lastMade = nil
    defer {
      resources.reader.deadline = nil
      resources.loopWillWait()
      lastMade = nil
    }
    let reply = freshReply(to: job.head, in: job.bytes.span, id: job.id, now: job.now)
    let cacheable = lastMade.map {
      QueryOutcome.Cacheable(
        response: $0.response, places: $0.places, route: $0.route, revision: revision)
    }
    return QueryOutcome(delivery: delivery(of: reply, job.head), cacheable: cacheable)
  }

  package func repeated(_ outcome: QueryOutcome, for job: QueryWorkers.Job) -> Delivery? {
    guard let response = outcome.cacheable?.response else { return nil }
    let reply =
      response.reply(to: job.head, in: job.bytes.span, now: job.now) ?? preconditionFailed(job.head)
    return delivery(of: reply, job.head)
  }

  private func delivery(of reply: Reply, _ head: RequestHead) -> Delivery {
    switch reply {
    case .stored(let response, let part): .stored(response, part)
    case .response(let response), .delayed(let response, _): .response(response)
    case .deferred(let work): .response(work())
    // A worker makes no page for another thread.
    case .readContent, .awaited: delivery(of: busy(head), head)
    }
  }
}
