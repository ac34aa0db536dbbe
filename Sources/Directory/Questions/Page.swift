/// A page of a list.
package struct Page<Item: Sendable>: Sendable {
  package var items: [Item]
  /// The number of rows on all pages; 0 if the query isn't counted.
  package var total: Int
  /// The place after which the next page starts; nil on the last page.
  package var next: Cursor?
  /// One for each field that the query names, in the same order.
  package var facets: [Facet]

  package init(items: [Item], total: Int, next: Cursor?, facets: [Facet] = []) {
    self.items = items
    self.total = total
    self.next = next
    self.facets = facets
  }

  /// Makes a page of items and the rest of another page.
  package init(items: [Item], _ rest: Page<Never>) {
    self.init(items: items, total: rest.total, next: rest.next, facets: rest.facets)
  }
}

extension Page: Equatable where Item: Equatable {}

package enum PageLimit {
  /// The default limit. All members, topics, contacts and offices of the shipped directory fit on a page of
  /// this size.
  package static let standard = 100
  /// The largest limit. brreg's Enhetsregisteret has the same, and it is a common setting of PostgREST. A
  /// page of this many members has about 0.7 MB.
  package static let maximum = 1000
}
