/// What was written after an import and prevents that the import is undone.
package struct LaterChange: Sendable, Equatable {
  package var key: RecordKey
  /// Whether the former slug was changed, and not the record that had it.
  package var isFormerSlug: Bool
  /// The fields that the import has written and that have another value now; empty for a deletion, and for a
  /// former slug.
  package var fields: [String]
  package var action: RecordRevision.Action
  /// The name of the author; empty if it isn't known.
  package var author: String
  /// Unix seconds; nil if the time isn't known.
  package var at: Int64?
  /// The import that the write was part of.
  package var batch: Int64?

  package init(
    key: RecordKey, isFormerSlug: Bool = false, fields: [String] = [], action: RecordRevision.Action,
    author: String, at: Int64?, batch: Int64? = nil
  ) {
    self.key = key
    self.isFormerSlug = isFormerSlug
    self.fields = fields
    self.action = action
    self.author = author
    self.at = at
    self.batch = batch
  }
}

extension LaterChange: CustomStringConvertible {
  /// For example `member asker (joined, by Kari in import 2)`.
  package var description: String {
    let name =
      isFormerSlug
      ? "former slug \(key.slug) of a \(key.type.noun)" : "\(key.type.noun) \(key.slug)"
    var notes = action == .deleted && !isFormerSlug ? ["deleted"] : fields
    var source = author.isEmpty ? "" : "by \(author)"
    if let batch { source += "\(source.isEmpty ? "" : " ")in import \(batch)" }
    if !source.isEmpty { notes.append(source) }
    return notes.isEmpty ? name : "\(name) (\(notes.joined(separator: ", ")))"
  }
}

extension [LaterChange] {
  /// The end of a message: which imports have to be undone first. Empty if there is none.
  package var hint: String {
    let imports = Set(compactMap(\.batch)).sorted(by: >).map { "import \($0)" }
    return imports.isEmpty ? "" : "; undo \(imports.joined(separator: ", then ")) first"
  }
}
