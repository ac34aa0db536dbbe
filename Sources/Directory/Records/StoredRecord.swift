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
  /// Everyone sees the record: in lists, counts, facets, search, relations and feeds.
  case published
  /// Only staff see the record, and none of those include it.
  case draft
}
