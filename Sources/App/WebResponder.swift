import DirectoryAPI
import DirectorySite
import HTTPCore
import Representations

/// The responder of an event loop: gives each request to the website or to the API, by its path. A browser
/// that opens an address of the API gets the page about the same thing.
final class WebResponder: Responder {
  private let api: DirectoryResponder
  private let site: SiteResponder
  private var lastWasOfSite = false

  init(_ api: DirectoryResponder, _ site: SiteResponder) {
    self.api = api
    self.site = site
  }

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    if SiteResponder.answers(head, in: bytes) {
      lastWasOfSite = true
      return site.reply(to: head, in: bytes, id: id, now: now)
    }
    if head.isNavigation(in: bytes), let reply = site.navigation(head, in: bytes, now: now) {
      lastWasOfSite = true
      return reply
    }
    lastWasOfSite = false
    return api.reply(to: head, in: bytes, id: id, now: now)
  }

  var label: RequestLabel { lastWasOfSite ? site.label : api.label }

  func response(to error: RequestError) -> Response { api.response(to: error) }

  func loopWillWait() { api.loopWillWait() }

  func tick(now: Int64) { api.tick(now: now) }
}

/// Makes what takes long for a loop: pages, and answers of the API.
final class WebWorker: QueryWorker {
  private let api: DirectoryResponder
  private let site: SiteResponder

  init(_ api: DirectoryResponder, _ site: SiteResponder) {
    self.api = api
    self.site = site
  }

  func answer(_ job: QueryWorkers.Job) -> QueryOutcome { worker(for: job).answer(job) }

  func repeated(_ outcome: QueryOutcome, for job: QueryWorkers.Job) -> Delivery? {
    worker(for: job).repeated(outcome, for: job)
  }

  private func worker(for job: QueryWorkers.Job) -> any QueryWorker {
    SiteResponder.answers(job.head, in: job.bytes.span) ? site : api
  }
}
