/// Identifies a record.
package struct RecordKey: Sendable, Hashable {
  package var type: RecordType
  package var slug: String

  package init(_ type: RecordType, _ slug: String) {
    self.type = type
    self.slug = slug
  }

  package static let organisation = RecordKey(.organisation, RecordType.organisation.rawValue)
}
