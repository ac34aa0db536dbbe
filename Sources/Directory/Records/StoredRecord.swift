/// A record and its status in the store.
package struct StoredRecord: Sendable, Equatable {
  package var record: DirectoryRecord
  package var status: RecordStatus

  package init(_ record: DirectoryRecord, _ status: RecordStatus) {
    self.record = record
    self.status = status
  }
}

package enum RecordStatus: String, Sendable, CaseIterable {
  /// The record is public: it is in lists, counts, facets, search, relations and feeds.
  case published
  /// Only staff can read the record, and it is in none of these.
  case draft
}
