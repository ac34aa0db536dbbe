/// The result of an import, or of a dry run of one.
package struct ImportSummary: Sendable, Equatable {
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  /// The number by which the import can be undone; nil if nothing changed.
  package var id: Int64?
  package var faults: [ImportFault] = []
  /// What was left out of a table without being a fault, up to `mostNotes`.
  package var notes: [ImportNote] = []
  /// How the table was read; nil if the import wasn't one.
  package var table: TableDescription?

  static let mostNotes = 1000

  package init() {}
}

/// A cell of a table that was left out.
package struct ImportNote: Sendable, Equatable {
  package var line: Int
  package var place: TablePlace
  package var message: String
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

/// The record that a fault of an import is about, and the one that is missing. If a record is refused, it is
/// missing for all that refer to it, and that isn't worth a fault of its own.
struct FaultReference {
  /// The slug of the record that has the fault; nil if it isn't known.
  private let slug: String?
  /// The slug of the record that is missing; nil for a fault of another kind.
  private let missing: String?

  init(of fault: DocumentFault, in content: ImportItem.Content) {
    let names = fault.pointer.split(separator: "/").map(String.init)
    let isReference = fault.code == .unknownReference
    switch content {
    case .record(let type, let value):
      slug = type == .organisation ? Self.organisation : type.slugField.flatMap { value.member($0)?.text }
      // The organisation declares the languages.
      if fault.code == .unknownValue, names.first == "translations" {
        missing = Self.organisation
        return
      }
      let place = names.reduce(Optional(value)) { value, name in value?.child(name) }
      // A topic is a slug, or an object with a relation.
      missing = isReference ? place?.text ?? place?.member("slug")?.text : nil
    case .row(let row):
      slug = row.type.slugField.flatMap { row.text($0) }
      missing = isReference && names.count == 1 ? row.text(names[0]) : nil
    case .former, .fault: (slug, missing) = (nil, nil)
    }
  }

  /// Takes the place of a slug, which is never empty.
  private static let organisation = ""

  /// Returns the places of the faults that are only consequences of others.
  static func consequences(among faults: [FaultReference]) -> Set<Int> {
    var refused: Set<String> = []
    let failing = Set(faults.compactMap(\.slug))
    // Records that refer to each other in a circle are all at fault, so a circle alone refuses none.
    for fault in faults where fault.missing.map({ !failing.contains($0) }) ?? true {
      if let slug = fault.slug { refused.insert(slug) }
    }
    var count = -1
    while count != refused.count {
      count = refused.count
      for fault in faults where fault.missing.map({ refused.contains($0) }) ?? false {
        if let slug = fault.slug { refused.insert(slug) }
      }
    }
    return Set(faults.indices.filter { index in faults[index].missing.map { refused.contains($0) } ?? false })
  }
}

extension JSONValue {
  /// Returns the member or the item that a part of a JSON Pointer names.
  fileprivate func child(_ name: String) -> JSONValue? {
    guard case .array(let items) = self else { return member(name) }
    return Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
  }
}
