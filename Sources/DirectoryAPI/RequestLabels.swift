package import HTTPCore

/// The labels of requests: the route, and what the cache of responses had. All are literals of this program.
package enum RequestLabels {
  enum CacheResult: Int, CaseIterable {
    /// The response was in the cache.
    case hit
    /// The cache was asked and had no response.
    case miss
    /// The cache has no part in such a request: a write, a request with a token, a whole list, `/snapshot`,
    /// or a response that is valid for the moment only.
    case none

    var name: String {
      switch self {
      case .hit: "hit"
      case .miss: "miss"
      case .none: "none"
      }
    }
  }

  /// The label `none` and one for each route and result.
  package static let count = 1 + Routes.all.count * CacheResult.allCases.count

  static func label(_ route: Int, _ result: CacheResult) -> RequestLabel {
    RequestLabel(1 &+ route &* CacheResult.allCases.count &+ result.rawValue)
  }

  /// Returns the pattern of the route and the result of the cache. Requests that match no route, whose method
  /// the route doesn't have, or that arrive before the database is open have the route `other`.
  package static func names(of label: RequestLabel) -> (route: String, cache: String) {
    let (route, result) = (label.number - 1).quotientAndRemainder(dividingBy: CacheResult.allCases.count)
    guard label != .none, Routes.all.indices.contains(route),
      let name = CacheResult(rawValue: result)?.name
    else { return ("other", CacheResult.none.name) }
    return (Routes.all[route].pattern, name)
  }
}
