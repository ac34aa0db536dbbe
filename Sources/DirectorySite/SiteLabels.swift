package import HTTPCore

/// The labels by which requests for pages are counted: two for each page.
package struct SiteLabels: Sendable {
  /// The first label. Those before it belong to the API.
  private let first: Int

  package init(first: Int) { self.first = first }

  package static let count = SiteRoutes.all.count * 2

  @inline(__always)
  func label(_ route: Int, isHit: Bool) -> RequestLabel {
    RequestLabel(first &+ route &* 2 &+ (isHit ? 0 : 1))
  }

  /// Returns the pattern of the page and the result of the cache; nil if the label isn't one of these.
  package func names(of label: RequestLabel) -> (route: String, cache: String)? {
    let number = label.number - first
    guard number >= 0, number / 2 < SiteRoutes.all.count else { return nil }
    return (SiteRoutes.all[number / 2].label, number % 2 == 0 ? "hit" : "miss")
  }
}
