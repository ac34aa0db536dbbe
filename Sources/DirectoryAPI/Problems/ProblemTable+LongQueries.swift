internal import HTTPCore

extension ProblemTable {
  func longQuery(_ error: LongQueryError) -> ProblemEntry {
    switch error {
    case .queriesWait:
      ProblemEntry(
        .serviceUnavailable, "too-many-long-queries",
        "Too many requests wait for queries that take long. Try again in a second, or ask for less: without "
          + "facets, sort and q, or with a smaller limit."
      ).sending("Retry-After", Self.retrySoon)
    case .listTooLarge:
      ProblemEntry(
        .badRequest, "list-too-large",
        "The whole list, sorted or searched, is too large to be sent at once. Ask for pages with limit and "
          + "cursor, or for the list without sort and q.")
    }
  }
}
