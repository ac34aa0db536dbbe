internal import Directory
package import HTTPCore
package import Representations

/// Replies to requests for pages and what belongs to them. It shares the reader, the cache and the compressor
/// of its event loop with the responder of the API.
package final class SiteResponder {
  let resources: LoopResources
  let settings: SiteSettings
  let assets: Assets
  let fields: PageFields
  package internal(set) var label = RequestLabel.none
  private var knownAcceptance = KnownAcceptance()

  /// - Parameters:
  ///   - resources: those of the loop.
  ///   - assets: shared by all loops.
  package init(_ resources: LoopResources, settings: SiteSettings, assets: Assets) {
    self.resources = resources
    self.settings = settings
    self.assets = assets
    fields = PageFields(origin: settings.origin)
  }

  /// Reports whether the website answers the request, and not the API.
  @inline(__always)
  package static func answers(_ head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    SitePath(head.target, in: bytes) != nil
  }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    resources.followRevision()
    label = .none
    if head.method.isRead, let response = kept(for: head, in: bytes) {
      guard charge(Cost.cached, to: head, now: now) else { return tooMany(head) }
      return response.reply(to: head, in: bytes, now: now) ?? preconditionFailed(head)
    }
    return freshReply(to: head, in: bytes, id: id, now: now)
  }

  /// Returns the cached response, without parsing anything.
  private func kept(for head: RequestHead, in bytes: Span<UInt8>) -> StoredResponse? {
    resources.cache.find(head.target.cacheKey, in: bytes) { route in
      label = settings.labels.label(route, isHit: true)
      guard let coding = CodingChoice(knownAcceptance.acceptance(head, in: bytes)), coding != .gzipOnly
      else { return nil }
      return coding.place(media: 0)
    }
  }

  func charge(_ cost: Int, to head: RequestHead, now: Int64) -> Bool {
    guard let account = head.account, let limit = settings.costLimit else { return true }
    return account.charge(cost, limit, now: now)
  }
}
