internal import HTTPCore

extension ProblemTable {
  func negotiation(_ error: NegotiationError, on route: Route?) -> ProblemEntry {
    switch error {
    case .notAcceptable(let offers, let suffix):
      let entry = notAcceptable(offers, suffix)
      return route.map { entry.offering(offers, of: $0) } ?? entry
    case .noSuchFormat(let suffix, let route):
      let formats = route.offers.formats
      let suffixes = formats.map { "." + $0.name }
      return ProblemEntry(
        .notFound, "unknown-format",
        "This API has no format .\(suffix); this resource offers \(Self.list(suffixes))."
      ).with("allowed", Self.names(formats)).with("suffixes", suffixes).offering(formats, of: route)
    case .codingNotAcceptable:
      return ProblemEntry(
        .notAcceptable, "coding-not-acceptable",
        "Accept-Encoding excludes all that this resource offers: gzip and identity."
      ).with("allowed", ["gzip", "identity"]).sending("Vary", "Accept-Encoding")
    case .preconditionFailed:
      return ProblemEntry(
        .preconditionFailed, "precondition-failed",
        "The resource has changed: it does not match If-Match or If-Unmodified-Since.")
    case .rangeNotSatisfiable(let length):
      return ProblemEntry(
        .rangeNotSatisfiable, "range-not-satisfiable",
        "Range begins after the end: the file has \(length) bytes, from 0 to \(length - 1)."
      ).sending("Content-Range", "bytes */\(length)")
    }
  }

  private func notAcceptable(_ offers: [Format], _ suffix: Format?) -> ProblemEntry {
    let names = Self.names(offers)
    if let suffix {
      let suffixes = offers.map { "." + $0.name }
      return ProblemEntry(
        .notAcceptable, "not-acceptable",
        "This resource has no format .\(suffix.name); it offers \(Self.list(suffixes))."
      ).with("allowed", names).with("suffixes", suffixes)
    }
    return ProblemEntry(
      .notAcceptable, "not-acceptable",
      "Accept excludes all that this resource offers: \(Self.list(names)). A suffix of the path takes "
        + "precedence over Accept."
    ).with("allowed", names).sending("Vary", "Accept")
  }

  private static func names(_ formats: [Format]) -> [String] {
    formats.map { "\($0.media.type)/\($0.media.subtype)" }
  }
}
