/// A stretch of a list.
package struct Page<Item: Sendable>: Sendable {
  package var items: [Item]
  /// How many the whole list holds, on all pages.
  package var total: Int
  /// Where the next page starts; nil on the last one.
  package var next: Cursor?
  /// One for each that the query names, in its order.
  package var facets: [Facet]

  package init(items: [Item], total: Int, next: Cursor?, facets: [Facet] = []) {
    self.items = items
    self.total = total
    self.next = next
    self.facets = facets
  }

  /// Items with all else that a page says.
  package init(items: [Item], _ rest: Page<Never>) {
    self.init(items: items, total: rest.total, next: rest.next, facets: rest.facets)
  }
}

extension Page: Equatable where Item: Equatable {}

package enum PageLimit {
  /// Holds every member, topic, contact and office of the shipped directory, so that the first request
  /// a newcomer makes shows them all.
  package static let standard = 100
  /// brreg's Enhetsregisteret and PostgREST's common setting; some 0.7 MB of members.
  package static let maximum = 1000
}
