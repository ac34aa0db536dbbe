internal import Directory
package import HTTPCore
package import Representations

/// Pages that a worker makes for a loop.
extension SiteResponder: QueryWorker {
  package func answer(_ job: QueryWorkers.Job) -> QueryOutcome {
    resources.outcome(of: job) {
      delivery(of: freshReply(to: job.head, in: job.bytes.span, id: job.id, now: job.now), job.head)
    }
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
