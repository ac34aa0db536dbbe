/// Merge patches of records.
extension StoredRecord {
  /// Returns the record with the merge patch applied. `status` is a field of the patch like the others.
  ///
  /// Throws `invalidRecord` if the result doesn't have the form of such a record, or has another slug.
  package func patched(by patch: JSONValue, _ places: AreaPlaces) throws(DirectoryError) -> StoredRecord {
    let placed = try places.placing(patch, over: record)
    let value = DocumentJSON.json(record).mergedByName(with: placed)
    let (record, status) = try DocumentJSON.record(record.key.type, from: value, keeping: record.key)
    return StoredRecord(record, status ?? self.status)
  }

  /// Returns what the patch makes of the record as JSON, also if that isn't a record.
  func patchedJSON(by patch: JSONValue, _ places: AreaPlaces) throws(DirectoryError) -> JSONValue {
    do throws(DirectoryError) {
      var patched = try patched(by: patch, places)
      patched.record = try places.settled(patched.record)
      return DocumentJSON.json(patched)
    } catch {
      guard case .invalidRecord = error else { throw error }
      return DocumentJSON.json(self).mergedByName(with: try places.placing(patch, over: record))
    }
  }
}

/// A record as a client sends it.
extension DocumentJSON {
  /// Returns the record and its status, if the value has one. Throws `invalidRecord`.
  ///
  /// - Parameter key: the key of an existing record. The value may leave out the slug, but not change it.
  package static func record(
    _ type: RecordType, from value: JSONValue, keeping key: RecordKey?
  ) throws(DirectoryError) -> (DirectoryRecord, RecordStatus?) {
    var (value, status) = try RecordStatus.taken(from: value)
    if case .object(var members) = value, let key, let field = type.slugField,
      !members.contains(where: { $0.name == field })
    {
      members.insert(JSONMember(name: field, value: .string(key.slug)), at: 0)
      value = .object(members)
    }
    let record = try record(type, from: value)
    if let key, record.key.type != key.type { throw .invalidRecord([kindChanged]) }
    if let key, record.key != key { throw .invalidRecord([slugChanged(key)]) }
    return (record, status)
  }

  private static let kindChanged = DocumentFault(
    pointer: "/kind", code: .unknownValue, message: "an area of another kind can't become a county",
    hint: "use another kind, or add a new record and delete this one")

  private static func slugChanged(_ key: RecordKey) -> DocumentFault {
    DocumentFault(
      pointer: "/\(key.type.slugField ?? "")", code: .slugChanged,
      message: "the record has the slug \"\(key.slug)\", which cannot be changed",
      hint: "leave it out, or add a new record and delete this one")
  }
}
