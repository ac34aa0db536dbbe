/// The rules of areas that need to look at other records.
extension RecordEditor {
  /// Returns the record with one name for the area of a member (`AreaPlaces`).
  ///
  /// Throws `invalidRecord` if `county` and `area` disagree.
  package func settled(_ record: DirectoryRecord) throws(DirectoryError) -> DirectoryRecord {
    try places.settled(record)
  }

  /// Returns the patch of a member so that it changes its area as a whole (`AreaPlaces`).
  package func placing(_ patch: JSONValue, over record: DirectoryRecord?) throws(DirectoryError) -> JSONValue
  {
    try places.placing(patch, over: record)
  }

  /// Returns the published area or county with that slug.
  func area(_ slug: String) throws(DirectoryError) -> DirectoryDocument.Area? {
    if let county = try tables.published(RecordKey(.county, slug)) { return county.area }
    return try tables.published(RecordKey(.area, slug))?.area
  }

  /// Returns the key of a county for the key of an area that is one.
  package func settled(_ key: RecordKey) throws(DirectoryError) -> RecordKey {
    guard key.type == .area, let county = key.otherArea, try stored(county) != nil else { return key }
    return county
  }

  /// Throws `invalidRecord` if a county has the slug of the new area, or the reverse.
  func refuseSlugOfOtherArea(_ record: DirectoryRecord) throws(DirectoryError) {
    let key = record.key
    guard let other = key.otherArea, try stored(other) != nil else { return }
    throw .invalidRecord([
      DocumentFault(
        pointer: "/slug", code: .duplicate,
        message: "the \(other.type.noun) \"\(key.slug)\" has that slug", hint: "use another slug")
    ])
  }

  /// Writes the areas of a document. An area may be listed before the one that it is in.
  func load(areas: [DirectoryDocument.Area], in tables: any RecordTables) throws(DirectoryError) {
    for area in areas { try tables.put(area.withoutParent.record, over: nil) }
    for area in areas where area.parent != nil {
      try tables.put(area.record, over: area.withoutParent.record)
    }
  }
}

extension RecordKey {
  /// The key of an area that would have the same place among the areas; nil for what isn't an area.
  package var otherArea: RecordKey? {
    switch type {
    case .area: RecordKey(.county, slug)
    case .county: RecordKey(.area, slug)
    case .organisation, .office, .contact, .memberKind, .topicKind, .field, .topic, .member: nil
    }
  }
}

extension DirectoryRecord {
  /// The area or county; nil for another record.
  package var area: DirectoryDocument.Area? {
    switch self {
    case .area(let area), .county(let area): area
    default: nil
    }
  }

  /// Returns the record as an item of a list. A county among the areas has its kind.
  package func json(as type: RecordType) -> JSONValue {
    guard type == .area, case .county(let county) = self, case .object(let members) = DocumentJSON.json(self)
    else { return DocumentJSON.json(self) }
    return .object(members + [JSONMember(name: "kind", value: .string(county.kind))])
  }
}
