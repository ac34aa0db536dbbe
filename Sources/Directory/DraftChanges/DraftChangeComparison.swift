/// What a draft change means for the record as it is now.
package struct DraftChangeComparison: Sendable {
  /// The record, by the slug that it has now.
  package let key: RecordKey
  /// The record as it is now; nil if it was deleted.
  package let current: StoredRecord?
  /// The record as the author has seen it; nil if this version of the program can't read it.
  package let base: StoredRecord?
  /// The same as JSON.
  package let before: JSONValue
  /// What would change now. Of a change that was decided: what it changes in the record that the author has
  /// seen.
  package let changes: [FieldChange]
  /// The pointers of fields that the change sets, and that others have changed since the author has seen the
  /// record.
  package let conflicts: [String]

  /// The name of the record for people.
  package var name: String { (current ?? base)?.record.name ?? before.member("name")?.text ?? key.slug }

  package init(_ change: DraftChange, _ reader: any StaffReader) throws(DirectoryError) {
    let places = AreaPlaces(reader)
    let patch = try change.parsedPatch()
    (key, current) = try reader.present(change.key)
    base = try? change.base.record(change.key.type)
    if let base { before = DocumentJSON.json(base) } else { before = try change.base.json() }
    guard change.state.isOpen else {
      if let base {
        changes = before.changes(to: try base.patchedJSON(by: patch, places))
      } else {
        changes = before.changes(to: before.merged(with: patch))
      }
      conflicts = []
      return
    }
    guard let current else {
      (changes, conflicts) = ([], [])
      return
    }
    let now = DocumentJSON.json(current)
    changes = now.changes(to: try current.patchedJSON(by: patch, places))
    let others = before.changes(to: now).map(\.pointer)
    conflicts = changes.map(\.pointer).filter { own in
      others.contains { JSONPointer.overlap(own, $0) }
    }
  }
}

extension JSONPointer {
  /// Reports whether one of the two names a part of what the other names.
  static func overlap(_ one: String, _ other: String) -> Bool {
    one == other || one.hasPrefix(other + "/") || other.hasPrefix(one + "/")
  }
}

extension StaffReader {
  /// Follows former slugs to the record that has taken the place of another.
  ///
  /// - Returns: the key that the record has now, and the record; nil if it was deleted, or if several records
  ///   have taken its place.
  package func present(_ key: RecordKey) throws(DirectoryError) -> (key: RecordKey, record: StoredRecord?) {
    var key = key
    var seen: Set<RecordKey> = []
    while seen.insert(key).inserted {
      if let record = try stored(key) { return (key, record) }
      if key.type == .area, let county = key.otherArea, let record = try stored(county) {
        return (county, record)
      }
      guard let kind = FormerSlug.Kind(rawValue: key.type.rawValue),
        let successors = try former(kind, slug: key.slug)?.successors, successors.count == 1
      else { break }
      key.slug = successors[0]
    }
    return (key, nil)
  }

  /// Returns the slug, and the former slugs that lead to it.
  package func slugs(leadingTo slug: String) throws(DirectoryError) -> [String] {
    let formers = try formerSlugs().filter { $0.successors.count == 1 }
    var slugs = [slug]
    var index = 0
    while index < slugs.count {
      for former in formers where former.successors[0] == slugs[index] && !slugs.contains(former.slug) {
        slugs.append(former.slug)
      }
      index += 1
    }
    return slugs
  }
}

extension AreaPlaces {
  package init(_ reader: any StaffReader) {
    self.init { slug throws(DirectoryError) in
      for type in [RecordType.county, .area] {
        let record = try reader.stored(RecordKey(type, slug))
        if let record, record.status == .published { return record.record.area }
      }
      return nil
    }
  }
}
