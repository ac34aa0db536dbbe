/// The result of an import, or of a dry run of one.
package struct ImportSummary: Sendable, Equatable {
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  /// The number by which the import can be undone; nil if nothing changed.
  package var id: Int64?
  package var faults: [ImportFault] = []

  package init() {}
}

package struct ImportFault: Sendable, Equatable {
  package var line: Int
  package var fault: DocumentFault
}

/// One record that an import changes.
package struct ImportChange: Sendable {
  package var line: Int
  package var key: RecordKey
  /// Whether the import changes what became of the slug, and not the record that had it.
  package var isFormerSlug: Bool
  package var isNew: Bool
  package var changes: [FieldChange]
}
