/// The result of an import, or of a dry run of one.
package struct ImportSummary: Sendable, Equatable {
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  /// The number by which the import can be undone; nil if nothing changed.
  package var id: Int64?
  package var faults: [ImportFault] = []
  /// How the table was read; nil if the import wasn't one.
  package var table: TableDescription?

  package init() {}
}

package struct ImportFault: Sendable, Equatable {
  package var line: Int
  package var fault: DocumentFault
  /// The place in a spreadsheet, if the import is a table.
  package var place: TablePlace?

  init(line: Int, fault: DocumentFault, place: TablePlace? = nil) {
    self.line = line
    self.fault = fault
    self.place = place
  }
}

extension ImportFault: CustomStringConvertible {
  /// The fault with its place, without the line.
  package var description: String {
    if place == nil, !fault.pointer.isEmpty { return "\(fault)" }
    let prefix = place.map { "\($0): " } ?? ""
    return "\(prefix)\(fault.message) (\(fault.code.rawValue)); \(fault.hint)"
  }
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
