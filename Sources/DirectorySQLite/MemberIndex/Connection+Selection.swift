internal import Directory
internal import SQLite

extension Connection {
  /// Returns the members that a query selects, in memory; nil if SQLite alone answers it as fast, or if there
  /// is no index yet.
  func selection(_ query: ListQuery, _ filter: ListFilter) throws(DirectoryError) -> MemberSelection? {
    guard let indexes, filter.table.list == .members, database.isInTransaction,
      Self.gains(query, filter), let index = try indexes.index(for: self)
    else { return nil }
    return try select(filter, in: index)
  }

  /// Reports whether SQLite would read many rows.
  private static func gains(_ query: ListQuery, _ filter: ListFilter) -> Bool {
    // A filter by slug reads as many rows as it has values.
    if !filter.conditions.isEmpty,
      filter.conditions.allSatisfy({ $0.field == "slug" && !$0.isExcluding })
    {
      return false
    }
    let isUncounted = !query.isCounted || query.knownTotal != nil
    // SQLite walks along the names until the page is full. What isn't in the columns, such as a location,
    // would be looked up in all members for each page of a long list.
    if isUncounted, query.facets.isEmpty, query.sort.allSatisfy({ $0.field == "name" }) {
      return false
    }
    if !isUncounted, !filter.isEmpty, filter.keptCount == nil { return true }
    let sorts = query.sort.contains { $0.field.hasPrefix("numberOf") }
    if sorts || !filter.isEmpty && !filter.isInOrder && query.limit > 0 { return true }
    return query.facets.contains { field in
      let source = filter.table.fields[field]?.facet
      let isKept = filter.isEmpty(without: field) && source?.kept != nil
      return !isKept || filter.countsUnder && source?.tree != nil && source?.areas == nil
    }
  }
}
