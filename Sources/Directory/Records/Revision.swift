/// The state of the whole directory; each commit creates the next one.
package struct Revision: Sendable, Hashable {
  package var number: UInt64
  /// Unix seconds, UTC.
  package var changedAt: Int64

  package init(number: UInt64, changedAt: Int64) {
    self.number = number
    self.changedAt = changedAt
  }
}
